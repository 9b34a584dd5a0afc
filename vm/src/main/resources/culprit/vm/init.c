/*
 * The first process of a guest. It talks with the host over the second serial port, in lines that begin with the token
 * from the kernel's command line, so that neither the kernel's console nor what the reproducer prints can be mistaken
 * for its words.
 *
 * It says "ready CPUS", waits for "go SECONDS SEED RUN PROCESSES REPEAT SANDBOX", starts the reproducer, and says
 * "alive" each second, "output TEXT" with the bytes of the reproducer's output, "failed WHY" if the reproducer cannot
 * be executed, "missing NUMBER..." with all system calls that it finds missing, whenever these change, and "exit
 * STATUS", as a shell gives it, when its last process has ended.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/random.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define MOST_PROCESSES 64
#define MOST_OUTPUT (64 << 10)
#define NOBODY 65534
#define SEED_BYTES 32
/* Those of calls.c. */
#define SYSTEM_CALLS 1024
#define MISSING 1
#define MOST_MISSING 64

static const char *token;
static int host = -1;
static int calls = -1;
static long output_left = MOST_OUTPUT;

struct order {
	long seconds;
	unsigned char seed[SEED_BYTES];
	int run, processes, repeat;
	char sandbox[16];
};

static void say(const char *text)
{
	dprintf(host, "%s %s\n", token, text);
}

/* Devices may come up after init has begun. */
static int open_host(void)
{
	struct termios raw;

	for (int tries = 0; tries < 100; tries++) {
		host = open("/dev/ttyS1", O_RDWR | O_NOCTTY | O_CLOEXEC);
		if (host >= 0 && tcgetattr(host, &raw) == 0) {
			cfmakeraw(&raw);
			cfsetspeed(&raw, B115200);
			return tcsetattr(host, TCSANOW, &raw);
		}
		usleep(20000);
	}
	return -1;
}

static int digit(char c)
{
	return c >= 'a' ? c - 'a' + 10 : c - '0';
}

/* The reproducer's notes on system calls; see calls.c. Nobody finds the file by its name. */
static void open_calls(void)
{
	calls = open("/calls", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (calls >= 0 && (unlink("/calls") || ftruncate(calls, SYSTEM_CALLS))) {
		close(calls);
		calls = -1;
	}
}

/* A call that works after all is no longer among them. The file is read, not mapped: its end may be cut off. */
static void tell_missing(void)
{
	static char told[MOST_MISSING * sizeof(" 1023")];
	char text[sizeof(told)] = "";
	unsigned char notes[SYSTEM_CALLS] = { 0 };
	int end = 0, count = 0;

	if (pread(calls, notes, sizeof(notes), 0) <= 0)
		return;
	for (int number = 0; number < SYSTEM_CALLS && count < MOST_MISSING; number++)
		if (notes[number] == MISSING) {
			end += sprintf(text + end, " %d", number);
			count++;
		}
	if (strcmp(text, told)) {
		dprintf(host, "%s missing%s\n", token, text);
		strcpy(told, text);
	}
}

/* Lines that do not begin with the token are noise on the line. */
static struct order read_order(void)
{
	char line[256], seed[2 * SEED_BYTES + 1];
	struct order order = { 0 };
	size_t length = 0;

	for (;;) {
		char c;
		if (read(host, &c, 1) != 1)
			continue;
		if (c != '\n') {
			if (length < sizeof(line) - 1)
				line[length++] = c;
			continue;
		}
		line[length] = 0;
		length = 0;
		if (strncmp(line, token, strlen(token)))
			continue;
		if (sscanf(line + strlen(token), " go %ld %64s %d %d %d %15s", &order.seconds, seed, &order.run,
			   &order.processes, &order.repeat, order.sandbox) != 6)
			continue;
		for (int i = 0; i < SEED_BYTES; i++)
			order.seed[i] = digit(seed[2 * i]) << 4 | digit(seed[2 * i + 1]);
		return order;
	}
}

/* A guest that was resumed shares clock and random numbers with all others resumed from the same state. */
static void be_different(const struct order *order)
{
	struct timespec now = { .tv_sec = order->seconds };
	struct {
		struct rand_pool_info info;
		unsigned char bytes[SEED_BYTES];
	} entropy = { .info = { .entropy_count = 8 * SEED_BYTES, .buf_size = SEED_BYTES } };
	int random = open("/dev/urandom", O_RDWR | O_CLOEXEC);

	clock_settime(CLOCK_REALTIME, &now);
	memcpy(entropy.bytes, order->seed, SEED_BYTES);
	if (random >= 0) {
		ioctl(random, RNDADDENTROPY, &entropy);
		ioctl(random, RNDRESEEDCRNG);
		close(random);
	}
}

static void write_file(const char *file, const char *text)
{
	int fd = open(file, O_WRONLY | O_CLOEXEC);

	if (fd >= 0) {
		if (write(fd, text, strlen(text)) < 0)
			errno = 0;
		close(fd);
	}
}

/* The three of syzkaller: as root, as an unprivileged user, as root of namespaces of its own. */
static int enter_sandbox(const char *sandbox)
{
	if (!strcmp(sandbox, "setuid")) {
		const struct rlimit limit = { .rlim_cur = 256, .rlim_max = 256 };
		setrlimit(RLIMIT_NOFILE, &limit);
		unshare(CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNET);
		return setgroups(0, NULL) || setresgid(NOBODY, NOBODY, NOBODY) || setresuid(NOBODY, NOBODY, NOBODY) ||
		       prctl(PR_SET_DUMPABLE, 1);
	}
	if (!strcmp(sandbox, "namespace")) {
		if (unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNET))
			return -1;
		write_file("/proc/self/setgroups", "deny");
		write_file("/proc/self/uid_map", "0 0 1\n");
		write_file("/proc/self/gid_map", "0 0 1\n");
	}
	return 0;
}

/* Why a reproducer could not be started goes back through a pipe that its start closes. */
static pid_t start(const struct order *order, int number, int output)
{
	int trouble[2], problem = 0;
	pid_t child;

	if (pipe2(trouble, O_CLOEXEC))
		return -1;
	child = fork();
	if (child == 0) {
		char directory[32], text[16];
		setsid();
		snprintf(directory, sizeof(directory), "/tmp/%d", number);
		if ((mkdir(directory, 0777) && errno != EEXIST) || chmod(directory, 0777) || chdir(directory))
			chdir("/");
		snprintf(text, sizeof(text), "%d", order->run);
		setenv("CULPRIT_RUN", text, 1);
		snprintf(text, sizeof(text), "%d", dup(calls));
		setenv("CULPRIT_CALLS", text, 1);
		dup2(open("/dev/null", O_RDONLY), 0);
		dup2(output, 1);
		dup2(output, 2);
		if (!enter_sandbox(order->sandbox))
			execl("/reproducer", "/reproducer", NULL);
		problem = errno;
		if (write(trouble[1], &problem, sizeof(problem)) != sizeof(problem))
			_exit(126);
		_exit(127);
	}
	close(trouble[1]);
	if (child > 0 && read(trouble[0], &problem, sizeof(problem)) == sizeof(problem)) {
		dprintf(host, "%s failed %s\n", token, strerror(problem));
		waitpid(child, NULL, 0);
		child = -1;
	}
	close(trouble[0]);
	return child;
}

static void forward(int output)
{
	char bytes[512], line[4 * sizeof(bytes) + 1];
	ssize_t length = read(output, bytes, sizeof(bytes));
	int end = 0;

	if (length <= 0 || output_left <= 0)
		return;
	output_left -= length;
	for (ssize_t i = 0; i < length; i++) {
		unsigned char c = bytes[i];
		if (c >= ' ' && c <= '~' && c != '\\')
			line[end++] = c;
		else
			end += sprintf(line + end, "\\x%02x", c);
	}
	line[end] = 0;
	dprintf(host, "%s output %s\n", token, line);
}

static int status_of(int status)
{
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static long milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void play(const struct order *order)
{
	pid_t children[MOST_PROCESSES];
	int output[2], alive = 0, status = 0;
	long spoken = milliseconds();

	if (pipe2(output, O_CLOEXEC | O_NONBLOCK))
		return;
	for (int i = 0; i < order->processes; i++) {
		children[i] = start(order, i, output[1]);
		alive += children[i] > 0;
	}
	while (alive > 0) {
		struct pollfd wait = { .fd = output[0], .events = POLLIN };
		pid_t ended;
		int how;

		if (poll(&wait, 1, 10) > 0)
			forward(output[0]);
		while ((ended = waitpid(-1, &how, WNOHANG)) > 0)
			for (int i = 0; i < order->processes; i++)
				if (children[i] == ended) {
					status = status_of(how) ? status_of(how) : status;
					children[i] = order->repeat ? start(order, i, output[1]) : -1;
					alive -= children[i] <= 0;
				}
		if (milliseconds() - spoken >= 1000) {
			say("alive");
			tell_missing();
			spoken = milliseconds();
		}
	}
	for (int i = 0; i < 2 * MOST_OUTPUT / 512; i++)
		forward(output[0]);
	tell_missing();
	dprintf(host, "%s exit %d\n", token, status);
}

int main(void)
{
	struct order order;

	mount("proc", "/proc", "proc", 0, NULL);
	mount("sysfs", "/sys", "sysfs", 0, NULL);
	mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
	mount("tmpfs", "/tmp", "tmpfs", 0, NULL);
	chmod("/tmp", 01777);
	setenv("PATH", "/bin:/sbin:/usr/bin:/usr/sbin", 1);
	/* The kernel hands words of its command line that it does not know to init. */
	token = getenv("culprit_token");
	if (!token || open_host()) {
		fprintf(stderr, "culprit: the second serial port cannot be used: %s\n", strerror(errno));
		for (;;)
			pause();
	}
	open_calls();
	dprintf(host, "\n%s ready %ld\n", token, sysconf(_SC_NPROCESSORS_ONLN));
	order = read_order();
	be_different(&order);
	if (order.processes < 1 || order.processes > MOST_PROCESSES)
		order.processes = 1;
	play(&order);
	/* Init must not end: the kernel would panic. What it is the parent of now, it goes on to reap. */
	for (;;) {
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		sleep(1);
		say("alive");
	}
}
