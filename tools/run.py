"""`make run`: the server on the embedded default with a sample company; prints what to try; Ctrl-C ends it."""

import subprocess
import time
from pathlib import Path

from live import COMPANY, EMAIL, PASSWORD, LiveServer

DATA = Path(__file__).parent.parent / "data"
PORT = 8080


def main() -> None:
    DATA.mkdir(exist_ok=True)
    with LiveServer(DATA / "run", port=PORT) as server:
        print(f"{server.base_url} is up; company {COMPANY!r}, user {EMAIL}, password {PASSWORD!r}")
        print(f"  WSDL      {server.base_url}/scene7/webservice/IpsApi-2014-04-03.wsdl")
        print(f"  service   {server.base_url}/scene7/services/IpsApiService")
        print(f"  pictures  {server.base_url}/is/image/DemoCompany/NAME?wid=400, once published")
        print(f"  log       {server.log}")
        print("Ctrl-C ends it.", flush=True)
        try:
            while server.process is not None and server.process.poll() is None:
                time.sleep(0.5)
        except (KeyboardInterrupt, subprocess.SubprocessError):
            print("ending")


if __name__ == "__main__":
    main()
