# What a guest's shell does with the reproducer. A line is answered for each that comes: a guest that does not is dead.
# That takes no process to start, and is the last to be killed when memory runs out. It ends with the reproducer, or ssh
# would wait for it.
exec 3<&0
(
	echo -1000 >/proc/self/oom_score_adj
	while read -r tick <&3; do
		echo alive
	done
) 2>/dev/null &
alive=$!
console=/dev/console
[ -w $console ] || console=/dev/null
./reproducer </dev/null >$console 2>&1
status=$?
kill $alive
# That is the code of an ssh that has lost its connection.
[ $status -ne 255 ] || status=254
exit $status
