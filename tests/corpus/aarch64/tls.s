# The models that LLVM 22 refuses: initial-exec and local-exec, of this file's variables and of one that nobody defines.
        .text
        .globl  main, mine, zeros, theirs
        .type   main, %function
main:
        mrs     x8, TPIDR_EL0
        adrp    x9, :gottprel:mine
        ldr     x9, [x9, :gottprel_lo12:mine]
        adrp    x10, :gottprel:theirs
        ldr     x10, [x10, :gottprel_lo12:theirs]
        add     x0, x8, :tprel_hi12:mine
        add     x0, x0, :tprel_lo12_nc:mine
        add     x1, x8, :tprel_hi12:zeros
        ldrb    w2, [x1, :tprel_lo12_nc:zeros]
        ldrh    w2, [x1, :tprel_lo12_nc:zeros]
        ldr     w2, [x1, :tprel_lo12_nc:zeros]
        ldr     x2, [x1, :tprel_lo12_nc:zeros]
        ldr     q2, [x1, :tprel_lo12_nc:zeros]
        movz    x3, #:tprel_g2:mine
        movk    x3, #:tprel_g1_nc:mine
        movk    x3, #:tprel_g0_nc:mine
        movz    x4, #:tprel_g1:zeros
        movn    x4, #:tprel_g0:zeros
        ret
        .size   main, .-main
        .section .tdata,"awT",%progbits
        .p2align 4
        .xword  7
mine:
        .xword  8
        .xword  9
        .xword  10
        .section .tbss,"awT",%nobits
        .p2align 5
        .skip   32
zeros:
        .skip   16
