# Weak, hidden and common definitions, weak references, local names, aliases into the middle of a block.
    .text
    .globl main
    .type main, @function
main:
    leaq    buffer(%rip), %rdi
    leaq    shared(%rip), %rsi
    movl    small, %eax
    callq   weakly_defined
    callq   weakly_wanted
    callq   hidden_one
    jmp     inner + 1
    .size main, .-main
    .weak weakly_defined
    .type weakly_defined, @function
weakly_defined:
    ret
    .size weakly_defined, .-weakly_defined
    .weak weakly_wanted
    .globl hidden_one
    .hidden hidden_one
    .type hidden_one, @function
hidden_one:
    nop
inner:
    ret
    .size hidden_one, .-hidden_one
    .comm shared, 24, 16
    .comm small, 4, 4
    .lcomm buffer, 100
    .globl alias
    .set alias, hidden_one
    .section .rodata.a,"a",@progbits
    .p2align 5
    .globl table
table:
    .quad main, shared + 8, weakly_wanted, table
    .long table - .
    .size table, .-table
