"""The committed result: an edition's folder, its files and manifests, and how they come to be."""
