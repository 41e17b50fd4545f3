#!/bin/sh
# Generates from a source tree that is read-only, into another directory: build.sh SOURCE OUTPUT
set -eu
statserver-bindgen generate --quiet --config "$1/statserver-bindgen.yaml" --out "$2"
