# A signal frame: augmentation S.
    .text
    .globl handler
handler:
    .cfi_startproc
    .cfi_signal_frame
    ret
    .cfi_endproc
