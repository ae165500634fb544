#!/usr/bin/env bash
# A private Postfix on the loopback: `postfix.sh start FOLDER PORT CERTIFICATE` or `stop FOLDER`.
# It has its own configuration, queue and data below FOLDER, takes mail for example.org with
# STARTTLS only, and puts it into the Maildir FOLDER/mail/all.  Nothing leaves the machine.
set -euo pipefail

action=$1
folder=$2

case "$action" in
start)
    port=$3
    certificate=$4
    if ! command -v postfix >/dev/null; then
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends postfix >/dev/null
    fi
    mkdir -p "$folder/etc" "$folder/queue" "$folder/data" "$folder/mail"
    chown postfix "$folder/data"
    chown nobody "$folder/mail"
    cp "$certificate" "$folder/etc/server.pem"
    cat >"$folder/etc/main.cf" <<EOF
compatibility_level = 3.6
queue_directory = $folder/queue
data_directory = $folder/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.1/32
myhostname = localhost
mydestination =
alias_maps =
local_recipient_maps =
virtual_mailbox_domains = example.org
virtual_mailbox_base = $folder/mail
virtual_mailbox_maps = regexp:$folder/etc/mailboxes
virtual_minimum_uid = 1
virtual_uid_maps = static:$(id -u nobody)
virtual_gid_maps = static:$(id -g nobody)
virtual_mailbox_limit = 0
default_transport = error:this server delivers nothing elsewhere
relay_transport = error:this server delivers nothing elsewhere
smtpd_relay_restrictions = reject_unauth_destination
smtpd_tls_security_level = encrypt
smtpd_tls_chain_files = $folder/etc/server.pem
smtpd_peername_lookup = no
smtpd_client_connection_rate_limit = 0
smtpd_client_connection_count_limit = 50
message_size_limit = 20480000
mailbox_size_limit = 0
maillog_file = $folder/log
maillog_file_prefixes = $folder
EOF
    echo "/^[a-z0-9.+-]+@example\.org$/ all/" >"$folder/etc/mailboxes"
    cat >"$folder/etc/master.cf" <<EOF
127.0.0.1:$port inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
tlsmgr unix - - n 1000? 1 tlsmgr
EOF
    postfix -c "$folder/etc" start
    ;;
stop)
    postfix -c "$folder/etc" stop || true
    ;;
esac
