/*
 * Asks an empty pipe how many bytes it holds, as a user without privileges.
 *
 * Ends with 0 if the kernel answers, which it should.
 */
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define NOBODY 65534

static int fail(const char *what)
{
	perror(what);
	return 1;
}

int main(void)
{
	char byte;
	int pipe_ends[2];
	int bytes = -1;

	if (setgid(NOBODY) || setuid(NOBODY))
		return fail("setuid");
	if (pipe(pipe_ends))
		return fail("pipe");

	/* Fill and drain it first: a pipe that was used is as empty as a new one. */
	if (write(pipe_ends[1], "x", 1) != 1 || read(pipe_ends[0], &byte, 1) != 1)
		return fail("pipe data");
	if (ioctl(pipe_ends[0], FIONREAD, &bytes))
		return fail("FIONREAD");

	printf("%d bytes\n", bytes);
	return bytes != 0;
}
