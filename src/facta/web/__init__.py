"""
The desk: a local app over one ledger, for whoever checks it line by line.

`facta serve` starts it. Starlette and uvicorn are an extra (`facta[desk]`) and are
imported by the modules in here alone.
"""
