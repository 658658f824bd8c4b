"""The rest of the outside: blobs, the job engine, mail, fetching, the clock."""
