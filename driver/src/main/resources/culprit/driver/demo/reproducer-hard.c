/*
 * Does what chance says, as a user without privileges: in 30 of 100 cases it asks an empty pipe how many bytes it holds,
 * in 25 it looks at a timer that is not set, in the others it does nothing.
 *
 * Ends with 0 if the kernel answers, which it should.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/timerfd.h>
#include <unistd.h>
#include <x86intrin.h>

#define NOBODY 65534

static int fail(const char *what)
{
	perror(what);
	return 1;
}

/* Guests resume from one state, generator of random numbers included; the clock of the processor has gone on. */
static unsigned int chance(void)
{
	unsigned int seed = 0;
	unsigned long long mixed;

	if (getrandom(&seed, sizeof(seed), GRND_INSECURE) != sizeof(seed))
		perror("getrandom");
	mixed = (__rdtsc() ^ seed) * 0x9e3779b97f4a7c15ULL;
	return (mixed >> 32) % 100;
}

static int ask_pipe(void)
{
	char byte;
	int pipe_ends[2];
	int bytes = -1;

	if (pipe(pipe_ends))
		return fail("pipe");
	if (write(pipe_ends[1], "x", 1) != 1 || read(pipe_ends[0], &byte, 1) != 1)
		return fail("pipe data");
	if (ioctl(pipe_ends[0], FIONREAD, &bytes))
		return fail("FIONREAD");
	printf("%d bytes\n", bytes);
	return bytes != 0;
}

static int look_at_timer(void)
{
	char name[64];
	char text[512];
	int info;
	int timer = timerfd_create(CLOCK_MONOTONIC, 0);

	if (timer < 0)
		return fail("timerfd_create");
	snprintf(name, sizeof(name), "/proc/self/fdinfo/%d", timer);
	info = open(name, O_RDONLY);
	if (info < 0)
		return fail(name);
	if (read(info, text, sizeof(text)) <= 0)
		return fail("read");
	return 0;
}

int main(void)
{
	unsigned int number = chance();

	if (setgid(NOBODY) || setuid(NOBODY))
		return fail("setuid");
	printf("number %u\n", number);
	if (number < 30)
		return ask_pipe();
	if (number < 55)
		return look_at_timer();
	return 0;
}
