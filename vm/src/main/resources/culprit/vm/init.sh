#!/bin/busybox sh
# The first process of a guest. The kernel hands words of its command line that it does not know to it as variables:
# culprit_token makes the marks below recognisable, however much the kernel or the reproducer prints.
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs devtmpfs /dev
/bin/busybox mount -t tmpfs tmpfs /tmp
/bin/busybox chmod 1777 /tmp
cd /tmp
# A sign of life each second: a guest that is silent for long hangs. It takes no process to wait, and is the last one
# to be killed when memory runs out.
/bin/busybox mkfifo /dev/culprit-clock
(
	echo -1000 >/proc/self/oom_score_adj
	exec 3<>/dev/culprit-clock
	while :; do
		read -t 1 -r nothing <&3
		echo "culprit-alive $culprit_token"
	done
) &
echo "culprit-ready $culprit_token"
/reproducer </dev/null
echo "culprit-exit $culprit_token $?"
# The host stops the guest. Init must not end: the kernel would panic.
while :; do /bin/busybox sleep 3600; done
