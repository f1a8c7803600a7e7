# Additions whose first operand is a register beyond the twenty-third: both extensions of its number move.
    .text
    .globl go
    .type go, @function
go:
    addq    %r24, inner@GOTTPOFF(%rip), %r16
    {nf} addq %r31, inner@GOTTPOFF(%rip), %rax
    ret
    .size go, .-go
    .section .tdata,"awT",@progbits
    .globl inner
    .type inner, @tls_object
inner:
    .quad 3
    .size inner, 8
