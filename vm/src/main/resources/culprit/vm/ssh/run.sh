# What a guest's shell does with the reproducer. A line is answered for each that comes: a guest that does not is dead.
# That takes no process to start, and is the last to be killed when memory runs out. It ends with the reproducer, or ssh
# would wait for it. The answers pass on what the reproducer notes of system calls, a digit for each; see calls.c. The notes
# are in memory: a disk that hangs must not keep answers back. Before this stand how many processes of the reproducer there
# are to be at once, and whether they repeat it (1); all but the first one have directories of their own.
calls=/dev/shm/culprit-calls
if printf '%01024d\n' 0 >$calls; then
	exec 4<>$calls
	export CULPRIT_CALLS=4
fi 2>/dev/null
answer() {
	read -r notes <$calls
	echo "alive $notes"
}
exec 3<&0
(
	echo -1000 >/proc/self/oom_score_adj
	while read -r tick <&3; do
		answer
	done
) 2>/dev/null &
alive=$!
console=/dev/console
[ -w $console ] || console=/dev/null
reproducer=$PWD/reproducer
play() {
	while
		"$reproducer" </dev/null >$console 2>&1 3<&-
		status=$?
		[ $repeats = 1 ]
	do
		:
	done
	return $status
}
number=1
players=
while [ $number -lt $processes ]; do
	(mkdir -p $number && cd $number && play) &
	players="$players $!"
	number=$((number + 1))
done
play
status=$?
for player in $players; do
	wait $player || status=$?
done
kill $alive
echo
answer 2>/dev/null
# That is the code of an ssh that has lost its connection.
[ $status -ne 255 ] || status=254
exit $status
