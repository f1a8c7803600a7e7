// Every form of relocation that assemblers make for arm64.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
    .p2align 2
_main:
    bl _far
    bl _near
    b _far
    bl _near+4
    adrp x0, _value@PAGE
    add x0, x0, _value@PAGEOFF
    adrp x1, _value@PAGE+8
    ldr x1, [x1, _value@PAGEOFF+8]
    ldr w2, [x1, _value@PAGEOFF]
    ldrb w3, [x1, _value@PAGEOFF]
    ldrh w4, [x1, _value@PAGEOFF]
    ldr q0, [x1, _value@PAGEOFF]
    str d1, [x1, _value@PAGEOFF]
    strb w3, [x1, _value@PAGEOFF]
    adrp x5, _far_value@GOTPAGE
    ldr x5, [x5, _far_value@GOTPAGEOFF]
    adrp x6, _value@GOTPAGE
    ldr x6, [x6, _value@GOTPAGEOFF]
    adrp x7, lstring@PAGE
    add x7, x7, lstring@PAGEOFF
    adrp x8, Llocal@PAGE
    add x8, x8, Llocal@PAGEOFF
    ret
    .globl _near
_near:
    nop
    ret
    .quad _main-_near+16
    .quad _near-_main-24
    .long _value-_near
    .long _near-_value+1
    .long _far_value@GOT - .
    .long _value@GOT - .

    .section __DATA,__data
    .p2align 4
    .globl _value
_value:
    .quad _main
    .quad _far+0x123456789
    .quad Llocal+2
    .quad lstring
    .quad _value
    .long _list_end - .
    .long . - _main
_list_end:
    .quad 0
    .section __DATA,__lone
    .p2align 3
Llocal:
    .quad 5
    .quad 6
    .section __TEXT,__cstring,cstring_literals
lstring:
    .asciz "hello"
    .asciz ""
    .asciz "unused"
    .subsections_via_symbols
