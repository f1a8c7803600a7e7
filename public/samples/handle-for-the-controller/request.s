# A request that the executor sends back to the controller. It names its answer by a handle: the address of a record
# that only the controller has. The executor never follows it; it would find no memory there.
        .text
        .globl  send_request
        .type   send_request,@function
send_request:
        leaq    request(%rip), %rdi
        jmp     post_to_controller
        .size   send_request, .-send_request

        .data
        .globl  request
        .p2align 3
        .type   request,@object
request:
        .quad   1                       # what is asked for
        .quad   answer_record           # the handle: Standard to NoAlloc, absolute
        .size   request, .-request

        .section .controller,"",@progbits
        .p2align 3
        .globl  answer_record
answer_record:
        .asciz  "the record that the controller keeps"
        .p2align 3
        .quad   send_request            # NoAlloc to Standard: who asked
