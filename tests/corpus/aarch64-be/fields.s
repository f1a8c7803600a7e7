# As aarch64/fields.s, in the other byte order: data turns round, instructions do not.
        .text
        .globl  main, near, far, ext, data
        .type   main, %function
        .p2align 2
main:
        bl      near
        b       near
        bl      ext
        bl      ext+4
        adrp    x0, data
        add     x0, x0, :lo12:data
        adrp    x1, data+4096
        ldrb    w1, [x0, :lo12:data+1]
        ldrh    w1, [x0, :lo12:data+2]
        ldr     w1, [x0, :lo12:data+4]
        ldr     x1, [x0, :lo12:data+8]
        ldr     q1, [x0, :lo12:data+16]
        strb    w1, [x0, :lo12:data+3]
        str     b1, [x0, :lo12:data+5]
        str     d1, [x0, :lo12:data+24]
        adrp    x2, :got:ext
        ldr     x2, [x2, :got_lo12:ext]
        adrp    x3, :got:data
        ldr     x3, [x3, :got_lo12:data]
        adrp    x4, _GLOBAL_OFFSET_TABLE_
        ldr     x4, [x4, :gotpage_lo15:data]
        ldr     x4, [x4, :gotpage_lo15:ext]
        adr     x5, near
        adr     x5, near+1
        ldr     x6, near
        ldr     w6, near
        ldr     q6, near
        ldrsw   x6, near
        prfm    pldl1keep, near
        tbz     w1, #3, near
        tbnz    x1, #35, near
        cbz     x1, near
        cbnz    w1, near
        b.eq    near
        movz    x7, #:abs_g0_nc:data
        movk    x7, #:abs_g1_nc:data
        movk    x7, #:abs_g2_nc:data
        movk    x7, #:abs_g3:data
        ret
        .size   main, .-main

        .section .text.near,"ax",%progbits
        .type   near, %function
near:
        ret
        .size   near, .-near

        .data
        .p2align 4
data:
        .xword  main, data+16, ext
        .word   data
        .word   near - .
        .xword  main - .
