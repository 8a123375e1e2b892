"""
Places on a Dask cluster, which the extra `facta[dask]` brings: one that runs already, on
Slurm, Kubernetes or a few machines, or one of this machine.

What a worker of the cluster runs is what a thread of this machine runs: it tends a
process that reads, so that an account that ends a process costs no worker.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from facta.errors import InstallationError, SettingsError
from facta.extras import advice
from facta.scale import tending
from facta.scale.mapping import Places

LOCAL = "local"
SECONDS = 30.0  # to reach a scheduler; judged


def distributed() -> Any:
    """
    Dask's library for clusters.

    Raises:
        InstallationError: it is missing or broken.
    """
    try:
        import distributed as dask
    except ImportError as error:
        reason = f"needed for --dask and cannot be loaded ({error})"
        raise InstallationError("distributed", reason, advice=advice("dask")) from error
    return dask


@contextmanager
def cluster(address: str, jobs: int) -> Iterator[Places]:
    """
    Places on the cluster at an address; `local` for one of `jobs` processes that ends
    with this.

    Raises:
        InstallationError: Dask is missing or broken.
        SettingsError: nobody answers at the address, or no worker does.
    """
    dask = distributed()
    tending.begin()
    if address == LOCAL:
        with (
            dask.LocalCluster(
                n_workers=jobs,
                threads_per_worker=1,
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
            ) as here,
            dask.Client(here) as client,
            client.get_executor(pure=False) as executor,
        ):
            yield Places(executor, jobs)
        return
    try:
        client = dask.Client(address, timeout=SECONDS)
    except (OSError, ValueError, TimeoutError) as error:
        raise SettingsError(
            f"{address}: no Dask scheduler answers; give its address, as "
            "tcp://10.0.0.1:8786, or local"
        ) from error
    with client, client.get_executor(pure=False) as executor:
        threads = sum(client.nthreads().values())
        if not threads:
            raise SettingsError(
                f"{address}: the cluster has no workers; start some and run again"
            )
        yield Places(executor, threads)
