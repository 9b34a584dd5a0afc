/*
 * A guest for tests of everything around a kernel, without an operating system: it plays a script on the two serial
 * ports, the console and the channel of init. QEMU's -kernel starts it without a boot loader, by Multiboot 1 (GNU
 * multiboot specification 0.6.96) or by PVH (Xen's docs/misc/pvh), as it does with kernels.
 *
 * The script is what follows "script=" on the command line, with %XX for what cannot stand there, or else the file
 * SCRIPT. Its bytes go to the console, but for these:
 *
 *   1  the value of culprit_token= on the command line
 *   2  restarts the machine by a triple fault, as a kernel does after a panic
 *   3  begins the script again, or what of it is behind the last line that was waited for
 *   4  waits for about a second
 *   5  sends the token and the rest of the line on the channel
 *   6  waits for a line on the channel
 *   7  restarts the machine through the keyboard controller, as a user would
 *   8  sends the next byte on the channel, as it is
 *  11  sends the next byte to QEMU's debug console
 *  12  halts for ever within calls of functions
 *
 * The end halts for ever.
 */
#define CONSOLE 0x3f8
#define CHANNEL 0x2f8
#define DEBUG_CONSOLE 0xe9

#define PVH_MAGIC 0x336ec578

struct multiboot {
	unsigned flags, unused[3];
	const char *command_line;
};

struct pvh {
	unsigned magic, version, flags, modules;
	unsigned long long module_list;
	const char *command_line;
};

__asm__(".text\n"
	".balign 4\n"
	".long 0x1badb002, 0, -0x1badb002\n"
	".globl _start\n"
	"_start: movl $stack_end, %esp\n"
	"pushl %ebx\n"
	"call play\n"
	".section .note, \"a\", @note\n"
	".balign 4\n"
	".long 4, 4, 18\n"
	".asciz \"Xen\"\n"
	".long _start\n"
	".section .rodata\n"
	"script: .incbin \"" SCRIPT "\"\n"
	"script_end:\n"
	".bss\n"
	".skip 16384\n"
	"stack_end:\n"
	".text\n");

extern const char script[], script_end[];
static const char *token = "";

static inline void out(unsigned short port, unsigned char value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static inline unsigned char in(unsigned short port)
{
	unsigned char value;
	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

static inline unsigned upper_time(void)
{
	unsigned low, high;
	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return high;
}

static void send(unsigned short port, unsigned char byte)
{
	while (!(in(port + 5) & 0x20))
		;
	out(port, byte);
}

static void send_token(unsigned short port)
{
	for (const char *c = token; *c > ' '; c++)
		send(port, *c);
}

static const char *send_line(const char *text, const char *end)
{
	send_token(CHANNEL);
	send(CHANNEL, ' ');
	while (text < end && *text != '\n')
		send(CHANNEL, *text++);
	send(CHANNEL, '\n');
	return text;
}

static void await_line(void)
{
	char c;
	do {
		while (!(in(CHANNEL + 5) & 1))
			;
		c = in(CHANNEL);
	} while (c != '\n');
}

/* The upper half of the counter goes on in steps of one to two seconds. */
static void pause(void)
{
	unsigned begin = upper_time();
	while (upper_time() == begin)
		;
}

static void triple_fault(void)
{
	static const struct {
		unsigned short limit;
		unsigned base;
	} __attribute__((packed)) no_handlers = { 0, 0 };
	__asm__ volatile("lidt %0; int3" : : "m"(no_handlers));
}

static const char *value_of(const char *name, const char *line)
{
	for (; *line; line++) {
		const char *n = name, *l = line;
		while (*n && *n == *l)
			n++, l++;
		if (!*n)
			return l;
	}
	return 0;
}

static int digit(char c)
{
	return c > '9' ? (c | 32) - 'a' + 10 : c - '0';
}

/* The script of the command line, decoded where it stands. */
static const char *decode(char *text, const char **end)
{
	char *to = text;
	for (const char *from = text; *from > ' '; from++) {
		if (*from == '%') {
			*to++ = digit(from[1]) << 4 | digit(from[2]);
			from += 2;
		} else {
			*to++ = *from;
		}
	}
	*end = to;
	return text;
}

/* As far as the compiler knows, this ends; and what follows a call keeps it from becoming a jump. */
__attribute__((noinline)) static void hang_inside(void)
{
	static volatile int hangs = 1;
	while (hangs)
		__asm__ volatile("cli; hlt");
}

__attribute__((noinline)) static void hang_between(void)
{
	hang_inside();
	__asm__ volatile("nop");
}

__attribute__((noinline)) static void hang_outside(void)
{
	hang_between();
	__asm__ volatile("nop");
}

__attribute__((noreturn, used)) static void play(const void *information)
{
	const struct multiboot *multiboot = information;
	const struct pvh *pvh = information;
	const char *line = pvh->magic == PVH_MAGIC ? pvh->command_line : multiboot->command_line;
	const char *begin = script, *end = script_end, *own;

	token = value_of("culprit_token=", line);
	if (!token)
		token = "";
	own = value_of("script=", line);
	if (own)
		begin = decode((char *)own, &end);
	out(CONSOLE + 3, 3);
	out(CHANNEL + 3, 3);
	for (const char *at = begin; at < end; at++) {
		switch (*at) {
		case 1:
			send_token(CONSOLE);
			break;
		case 2:
			triple_fault();
			break;
		case 3:
			at = begin - 1;
			break;
		case 4:
			pause();
			break;
		case 5:
			at = send_line(at + 1, end);
			break;
		case 6:
			await_line();
			begin = at + 1;
			break;
		case 7:
			out(0x64, 0xfe);
			break;
		case 8:
			send(CHANNEL, *++at);
			break;
		case 11:
			out(DEBUG_CONSOLE, *++at);
			break;
		case 12:
			hang_outside();
			break;
		default:
			send(CONSOLE, *at);
		}
	}
	for (;;)
		__asm__ volatile("cli; hlt");
}
