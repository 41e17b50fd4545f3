"""`python -m statserver_bindgen` is the command `statserver-bindgen`."""

from statserver_bindgen.cli import main

if __name__ == "__main__":
    main(prog_name="statserver-bindgen")
