#!/bin/sh
# Copy Streamlit's static files and the preview of links to a folder, with compressed copies beside
# them: static.sh FOLDER.  BROTLI is how hard brotli tries: at 11, half a minute.
set -eu
python=${PYTHON:-python3}
from=$("$python" -c 'import pathlib, streamlit; print(pathlib.Path(streamlit.__file__).parent)')
mkdir -p "$1"
cp -R "$from/static/static/." "$1/"
cp "$(dirname "$0")/preview.png" "$1/"
find "$1" -type f \( -name '*.js' -o -name '*.css' -o -name '*.svg' -o -name '*.json' -o -name '*.wasm' \) \
    -exec gzip -9 -k -f {} +
find "$1" -type f -name '*.js' -exec brotli -q "${BROTLI:-11}" -k -f {} +
