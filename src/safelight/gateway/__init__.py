"""HTTP: SOAP, uploads, picture URLs."""
