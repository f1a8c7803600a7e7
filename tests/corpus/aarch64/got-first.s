# GOT entries are asked for before the first stub: the GOT lies in front of the stubs then, in one segment.
        .text
        .globl  main, ext, other
        .type   main, %function
main:
        adrp    x0, :got:other
        ldr     x0, [x0, :got_lo12:other]
        bl      ext
        ret
        .size   main, .-main
        .section .text.more,"ax",%progbits
        .globl  more
        .type   more, %function
more:
        b       other
        .size   more, .-more
