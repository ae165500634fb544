"""What templates see of a dossier: frozen plain values, each printing with its issuer."""
