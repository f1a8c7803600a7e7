# Instructions of many forms, each with a name and a size, for decode_operand and next_pc.
.macro i text:vararg
.globl i\@
.type i\@, @function
i\@: \text
.size i\@, . - i\@
.endm
.text
i call away
i call *away@GOTPCREL(%rip)
i jmp away
i jmp *away@GOTPCREL(%rip)
i jne away
i .byte 0x74, 0x10
i .byte 0xeb, 0xf0
i .byte 0xe3, 0x10
i .byte 0xe2, 0x10
i call *16(%rax)
i jmp *table(,%rax,8)
i call *%rdx
i push $0x12345678
i push $-5
i push %rbx
i push data(%rip)
i pop %rbx
i pop data(%rip)
i mov data(%rip), %rax
i mov data(%rip), %eax
i mov data(%rip), %ax
i mov data(%rip), %al
i mov away@GOTPCREL(%rip), %rcx
i lea data+4(%rip), %rsi
i lea 64(%rsp,%rcx,4), %edi
i lea (%rax,%rax,2), %edi
i mov %rax, data(%rip)
i mov %al, data(%rip)
i mov %r9w, 0x7fffffff(%r10)
i mov -8(%rbp), %edi
i mov -0x800(%rbp), %edi
i mov (%r13), %rdi
i mov (%rsp), %rdi
i mov 0x12345678, %edi
i mov %fs:0, %rax
i mov %rax, %rbx
i movl $data, %edi
i mov $-1, %eax
i mov $-1, %rax
i mov $0x7f, %al
i mov $-3, %ax
i movabs $data, %rdx
i movabs $0x8877665544332211, %r11
i movabs data, %rax
i movabs %eax, data
i movl $7, data(%rip)
i movq $-7, data(%rip)
i movw $-7, data(%rip)
i movb $-7, data(%rip)
i movq $data, 8(%rsp)
i cmp data(%rip), %rax
i cmp %rax, data(%rip)
i cmpl $-9, data(%rip)
i cmpl $0x12345678, data(%rip)
i cmpb $-9, data(%rip)
i cmp $5, %eax
i cmp $5, %ecx
i cmp $500, %ecx
i cmp $0x12345678, %rax
i cmp $-0x12345678, %rdx
i test %eax, data(%rip)
i test $0x12345678, %eax
i test $-4, %r8
i testb $1, data(%rip)
i testl $-2, data(%rip)
i add data(%rip), %rax
i add %rax, data(%rip)
i add $8, %rsp
i add $0x12345678, %eax
i add $-0x12345678, %rcx
i addl $1, data(%rip)
i addq $0x12345678, data(%rip)
i sub $-128, %rsp
i and $0xff, %edx
i and $-16, %rsp
i or $-1, %r9d
i xor %eax, %eax
i xor data(%rip), %cl
i adc $0, %rdx
i sbb %eax, %eax
i imul data(%rip), %rax
i imul $100, data(%rip), %rax
i imul $1000, data(%rip), %eax
i imul $3, %rbx, %rcx
i imul %rdx
i shl $3, %rax
i shl %rax
i sar %cl, %edx
i shrl $31, data(%rip)
i shld $5, %rax, %rbx
i rol $8, %ax
i bt $63, %rax
i btsl $3, data(%rip)
i neg %rax
i notl data(%rip)
i inc %eax
i decl data(%rip)
i mull data(%rip)
i idivl data(%rip)
i cltq
i cqto
i movzbl data(%rip), %eax
i movsbq data(%rip), %rax
i movslq data(%rip), %rax
i movzwl %ax, %eax
i setne %al
i setg data(%rip)
i cmovl data(%rip), %eax
i cmovae %rax, %rbx
i xchg %rax, data(%rip)
i lock cmpxchg %ecx, data(%rip)
i lock xadd %eax, data(%rip)
i lock incl data(%rip)
i bswap %rdx
i popcnt data(%rip), %eax
i bsr %eax, %edx
i rep movsb
i rep stosq
i ret
i leave
i nop
i nopw 0x0(%rax,%rax,1)
i nopl 16(%rax)
i endbr64
i ud2
i hlt
i int $0x80
i syscall
i cpuid
i mfence
i pause
i prefetcht0 data(%rip)
i movss data(%rip), %xmm0
i movsd data(%rip), %xmm1
i movsd %xmm1, data(%rip)
i movaps data(%rip), %xmm2
i movups %xmm2, data(%rip)
i movdqa data(%rip), %xmm9
i movdqu %xmm9, data(%rip)
i movq data(%rip), %xmm3
i movq %xmm3, data(%rip)
i movd %eax, %xmm3
i movhps data(%rip), %xmm3
i movlpd %xmm3, data(%rip)
i addsd data(%rip), %xmm0
i mulss data(%rip), %xmm0
i divpd data(%rip), %xmm0
i sqrtsd data(%rip), %xmm0
i ucomisd data(%rip), %xmm0
i comiss %xmm1, %xmm0
i cvtsi2sd data(%rip), %xmm0
i cvtsi2ss %rax, %xmm0
i cvttsd2si data(%rip), %rax
i cvtss2sd data(%rip), %xmm0
i pxor %xmm0, %xmm0
i paddd data(%rip), %xmm0
i pand data(%rip), %xmm0
i pshufd $27, data(%rip), %xmm0
i pshufd $-2, %xmm1, %xmm0
i shufps $228, %xmm1, %xmm0
i psrldq $8, %xmm0
i cmpltsd data(%rip), %xmm0
i pextrw $3, %xmm0, %eax
i pinsrq $1, data(%rip), %xmm0
i pshufb data(%rip), %xmm0
i roundsd $9, data(%rip), %xmm0
i ptest data(%rip), %xmm0
i blendvps %xmm0, data(%rip), %xmm1
i aesenc data(%rip), %xmm1
i vmovups data(%rip), %ymm0
i vmovdqa %ymm0, data(%rip)
i vaddsd data(%rip), %xmm1, %xmm0
i vpaddd data(%rip), %ymm1, %ymm0
i vpshufd $3, data(%rip), %ymm0
i vfmadd213sd data(%rip), %xmm1, %xmm0
i vbroadcastss data(%rip), %ymm0
i vinsertf128 $1, data(%rip), %ymm1, %ymm0
i vpermq $78, %ymm1, %ymm0
i vblendvps %ymm2, data(%rip), %ymm1, %ymm0
i vcmpltpd data(%rip), %ymm1, %ymm0
i vzeroupper
i vcvtsi2sd %rax, %xmm1, %xmm0
i andn data(%rip), %rax, %rbx
i shlx %rcx, data(%rip), %rbx
i rorx $7, data(%rip), %rbx
i mulx data(%rip), %rax, %rbx
i fldl data(%rip)
i fstpt data(%rip)
i fildll data(%rip)
i fxch %st(1)
i faddp
i fnstcw data(%rip)
i .byte 0x06
i .byte 0x48, 0x8b
.globl mix, unsized
.type mix, @function
mix:
    movl $5, data(%rip)
    call away
    mov data(%rip), %rax
    ret
.size mix, . - mix
unsized: ret
.data
.globl data, table
.balign 16
data: .quad mix, 0x1122334455667788
.size data, 16
table: .quad data, away
.size table, 16
.bss
.globl zeros
zeros: .zero 16
.size zeros, 16
.comm pool, 24, 8
.section .late, "aw"
.quad 1
.globl late
late: .quad 2
.section .notes, "", @progbits
.globl note
note: .quad mix, 77
.size note, 16
.section .tail, "a"
.quad note
