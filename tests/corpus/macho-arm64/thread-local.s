// A thread-local variable: LLVM 22 takes the pointers to descriptors for entries of the GOT.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
    .p2align 2
_main:
    adrp x0, _value@TLVPPAGE
    ldr x0, [x0, _value@TLVPPAGEOFF]
    ldr x8, [x0]
    blr x8
    ret
    .section __DATA,__thread_data,thread_local_regular
    .p2align 3
_value$tlv$init:
    .quad 2
    .section __DATA,__thread_vars,thread_local_variables
    .globl _value
_value:
    .quad __tlv_bootstrap
    .quad 0
    .quad _value$tlv$init
    .subsections_via_symbols
