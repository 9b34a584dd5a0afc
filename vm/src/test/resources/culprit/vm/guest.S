# A guest for tests of everything around a kernel: it writes a script's bytes to the first serial port. Multiboot 1
# (GNU multiboot specification 0.6.96), so that QEMU's -kernel starts it without firmware or boot loader.
#
# In the script, byte 1 stands for the value of culprit_token= on the command line, byte 2 restarts the machine, byte 3
# begins the script again, byte 4 waits for about a second; the end halts for ever. SCRIPT is the file with the script.

	.set	FLAGS, 0
	.text
	.balign 4
	.long	0x1badb002, FLAGS, -(0x1badb002 + FLAGS)

	.globl _start
_start:
	movl	$stack, %esp
	movl	16(%ebx), %esi		# command line, from the multiboot information
	call	find_token
	movw	$0x3f8, %dx
again:	movl	$script, %edi
next:	cmpl	$script_end, %edi
	jae	halt
	movb	(%edi), %al
	incl	%edi
	cmpb	$1, %al
	je	token
	cmpb	$2, %al
	je	restart
	cmpb	$3, %al
	je	again
	cmpb	$4, %al
	je	pause
	outb	%al, %dx
	jmp	next

token:	movl	token_at, %esi
1:	movb	(%esi), %al
	cmpb	$' ', %al
	jbe	next
	outb	%al, %dx
	incl	%esi
	jmp	1b

pause:	rdtsc
	movl	%edx, %ecx
1:	rdtsc				# the upper half counts in steps of one to two seconds
	cmpl	%edx, %ecx
	je	1b
	movw	$0x3f8, %dx
	jmp	next

restart:
	lidt	no_handlers
	int3

halt:	cli
	hlt
	jmp	halt

# Leaves the address behind "culprit_token=" in token_at.
find_token:
	movl	$word, %edi
1:	movb	(%edi), %al
	testb	%al, %al
	jz	2f
	cmpb	$0, (%esi)
	je	2f
	incl	%edi
	cmpb	(%esi), %al
	leal	1(%esi), %esi
	je	1b
	jmp	find_token
2:	movl	%esi, token_at
	ret

	.data
word:	.asciz	"culprit_token="
token_at:
	.long	0
no_handlers:
	.word	0
	.long	0
script:	.incbin	SCRIPT
script_end:
	.bss
	.skip	4096
stack:
