// Signed pointers: all keys, with and without numbers and places, null pointers, initializers.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
    .p2align 2
_main:
    ret
_init:
    ret
    .section __DATA,__data
    .p2align 3
    .globl _d
_d:
    .quad _main@AUTH(ia,1)
    .quad (_main+4)@AUTH(da,42,addr)
    .quad _far@AUTH(ib,0)
    .quad _main@AUTH(db,7,addr)
    .quad _zero@AUTH(ia,7,addr)
    .globl _e
_e: .quad _e@AUTH(ia,0,addr)
    .weak_reference _zero
    .section __DATA,__mod_init_func,mod_init_funcs
    .globl _inits
_inits:
    .quad _init
    .subsections_via_symbols
