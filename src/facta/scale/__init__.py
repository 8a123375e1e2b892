"""
Reading at size: an input in shards, each to Parquet by itself, then one ledger of all.

    plan       what was named -> shards, the same each time
    reading    a shard -> its tables and a manifest
    tending    the same in a process that may die or hang
    mapping    all shards over processes, or over a Dask cluster (cluster)
    folder     what is done
    gathering  shards -> a ledger, linked block by block, and what was linked as Parquet
"""
