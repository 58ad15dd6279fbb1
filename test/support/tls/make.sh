#!/bin/sh
# Makes the certificates beside this file: a test CA (its key is thrown away) and one for SNS's host in eu-west-1,
# with whose key the tests also sign SNS messages. Nothing outside these tests trusts them. Valid 2020 to 2046.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$(mktemp -d)"
touch index.txt
cat > ca.conf <<'CONF'
[ca]
default_ca = test
[test]
database = index.txt
rand_serial = yes
new_certs_dir = .
default_md = sha256
policy = any
default_startdate = 20200101000000Z
default_enddate = 20460101000000Z
[any]
commonName = supplied
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[host]
basicConstraints = critical, CA:FALSE
subjectAltName = DNS:sns.eu-west-1.amazonaws.com
CONF
request() { openssl req -new -newkey rsa:2048 -nodes -subj "/CN=$2" -keyout "$1.key" -out "$1.csr"; }
request ca 'Watchbill test CA'
request sns sns.eu-west-1.amazonaws.com
openssl ca -batch -notext -config ca.conf -extensions authority -selfsign -keyfile ca.key -in ca.csr -out ca.pem
openssl ca -batch -notext -config ca.conf -extensions host -cert ca.pem -keyfile ca.key -in sns.csr -out sns.pem
cp ca.pem sns.pem sns.key "$here"
rm -f ca.key
