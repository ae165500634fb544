"""Sending: recipients, messages, the ledger of hand-overs and the transports that carry them.

Delivery only carries.  It knows no dossier and no template: it is handed finished files and texts
as a `Parcel` for each variant, and a list of recipients.
"""
