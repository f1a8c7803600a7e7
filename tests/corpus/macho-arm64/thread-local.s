// Thread-local variables: LLVM 22 takes the pointers to descriptors for entries of the GOT, and leaves addresses in descriptors.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
    .p2align 2
_main:
    adrp x0, _value@TLVPPAGE
    ldr x0, [x0, _value@TLVPPAGEOFF]
    ldr x8, [x0]
    blr x8
    adrp x0, _elsewhere@TLVPPAGE
    ldr x0, [x0, _elsewhere@TLVPPAGEOFF]
    ldr x8, [x0]
    blr x8
    ret
    .section __DATA,__thread_data,thread_local_regular
    .p2align 3
    .globl _before$tlv$init
_before$tlv$init:
    .quad 1
_value$tlv$init:
    .quad 2
    .tbss _zero$tlv$init, 8, 3
    .section __DATA,__thread_vars,thread_local_variables
    .globl _value, _zero
_value:
    .quad __tlv_bootstrap
    .quad 0
    .quad _value$tlv$init
_zero:
    .quad __tlv_bootstrap
    .quad 0
    .quad _zero$tlv$init
    .subsections_via_symbols
