# A guest that does nothing but show that it runs: from the reset vector's jump through protected mode into 64-bit
# mode with paging, a loop with calls and memory accesses, then the value 16 to port 0x501, where QEMU's
# isa-debug-exit device ends the emulator with exit code 33. It stands at 0xf0000, the start of a 64 KiB firmware image.
# How often the loop goes round stands in the last four bytes; who wants to know how fast guests are changes them.
#
# It goes all the way to 64-bit mode on purpose: there are hosts whose KVM runs real mode and hangs later.
#
# probe.bin is the .text section of this file: gcc -c probe.S && objcopy -O binary -j .text probe.o probe.bin

	.code16
	.section .text
	.globl _start
_start:
	cli
	lgdtl	%cs:gdtr - _start
	movl	%cr0, %eax
	orl	$1, %eax
	movl	%eax, %cr0
	ljmpl	$8, $(0xf0000 + protected - _start)

	.code32
protected:
	movw	$16, %ax
	movw	%ax, %ds
	movw	%ax, %es
	movw	%ax, %ss
	movl	$0x8000, %esp
	# Page tables at 0x1000, 0x2000, 0x3000: the first 2 MiB mapped to themselves.
	movl	$0x1000, %edi
	xorl	%eax, %eax
	movl	$0xc00, %ecx
	rep stosl
	movl	$0x2003, 0x1000
	movl	$0x3003, 0x2000
	movl	$0x83, 0x3000
	movl	$0x1000, %eax
	movl	%eax, %cr3
	# CR4.PAE, EFER.LME, CR0.PG
	movl	%cr4, %eax
	orl	$0x20, %eax
	movl	%eax, %cr4
	movl	$0xc0000080, %ecx
	rdmsr
	orl	$0x100, %eax
	wrmsr
	movl	%cr0, %eax
	orl	$0x80000000, %eax
	movl	%eax, %cr0
	ljmpl	$24, $(0xf0000 + long_mode - _start)

	.code64
long_mode:
	movl	0xf0000 + rounds - _start, %ecx
1:	call	3f
	decl	%ecx
	jnz	1b
	movw	$0x501, %dx
	movb	$16, %al
	outb	%al, %dx
2:	hlt
	jmp	2b
3:	pushq	%rcx
	movq	(%rsp), %rax
	addq	%rax, 0x9000
	popq	%rcx
	ret

	.balign 8
gdt:	.quad	0
	.quad	0x00cf9a000000ffff	# 32-bit code
	.quad	0x00cf92000000ffff	# data
	.quad	0x00af9a000000ffff	# 64-bit code
gdtr:	.word	31
	.long	0xf0000 + gdt - _start
rounds:	.long	100000
