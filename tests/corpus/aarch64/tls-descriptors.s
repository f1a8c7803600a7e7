# Thread-local variables through descriptors: one of this file, one that nobody defines.
        .text
        .globl  main, mine, theirs
        .type   main, %function
main:
        adrp    x0, :tlsdesc:mine
        ldr     x1, [x0, :tlsdesc_lo12:mine]
        add     x0, x0, :tlsdesc_lo12:mine
        .tlsdesccall mine
        blr     x1
        adrp    x0, :tlsdesc:theirs
        ldr     x2, [x0, :tlsdesc_lo12:theirs]
        add     x0, x0, :tlsdesc_lo12:theirs
        .tlsdesccall theirs
        blr     x2
        bl      helper
        ret
        .size   main, .-main
        .globl  helper
        .section .tdata,"awT",%progbits
        .p2align 3
        .xword  7
mine:
        .xword  8
        .size   mine, 8
