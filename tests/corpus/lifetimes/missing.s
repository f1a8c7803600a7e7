# Names that nobody defines, one of them only wanted.
        .text
        .globl  ask
        .weak   maybe
ask:    call    nobody
        call    maybe
        lea     brief(%rip), %rax
        ret
        .section .once.data,"aw",@progbits
        .globl  brief
brief:  .quad   nowhere
