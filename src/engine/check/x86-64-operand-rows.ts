/**
 * Operands of x86-64 instruction forms as LLVM 22 counts them. Written by `npm run record:operands`; do not edit.
 *
 * Letters: r register, m memory (five operands), s and u the immediate as signed and unsigned, c the condition in the
 * opcode. Keys: opcode map and opcode (v: VEX), m or r for the ModRM mode, /n for its register field, + for a prefix,
 * w for 64 bits, = for a whole ModRM byte; a form is found under the finest key that is there.
 */
export const OPERAND_ROWS: readonly (readonly [shape: string, keys: string])[] = [
  [
    '',
    '0f01r/0 0f01r/1 0f01r/2 0f01r/3 0f01r/5 0f01r/7 0f05 0f06 0f07 0f08 0f09 0f0b 0f0e 0f19r/1 0f19r/7 0f1ar/1 0f1br/1 0f1er/7 0f30 0f31 0f32 0f33 0f34 0f35 0f37 0f77 0fa0 0fa1 0fa2 0fa8 0fa9 0faa 0faer/5 0faer/5+66w 0faer/5+f2w 0faer/5w 0faer/6 0faer/6w 0faer/7 0faer/7+66w 0faer/7+f2w 0faer/7+f3w 0faer/7w 90 90+66 90+66w 90+f2w 90+f3 90w 98 99 9b 9c 9d 9e 9f c3 c9 cb cf d7 d9r/4 d9r/5 d9r/6 d9r/7 dar/5 der/3 ec ed ee ef f4 f5 f8 f9 fa fb fc fd v0f77',
  ],
  [
    'm',
    '0f00m 0f01m 0f0dm 0f18m 0f1cm 0f1fm 0faem 0fc7m 8fm d0m d1m d2m d3m d8m d9m dam dbm dcm ddm dem dfm f6m/2 f6m/3 f6m/4 f6m/5 f6m/6 f6m/7 f7m/2 f7m/2w f7m/3 f7m/3w f7m/4 f7m/4w f7m/5 f7m/5w f7m/6 f7m/6w f7m/7 f7m/7w fem ffm v0faem',
  ],
  ['mc', '0f90m 0f91m 0f92m 0f93m 0f94m 0f95m 0f96m 0f97m 0f98m 0f99m 0f9am 0f9bm 0f9cm 0f9dm 0f9em 0f9fm'],
  [
    'mr',
    '00m 01m 08m 09m 0f11m 0f13m 0f17m 0f29m 0f2bm 0f38f1m 0f38f1m+66 0f38f1m+66w 0f38f1m+f3w 0f38f1mw 0f38f5m 0f38f6m 0f38f6m+f2w 0f38f6mw 0f38f9m 0f78m 0f7em 0f7em+66 0f7em+66w 0f7em+f2w 0f7em+f3w 0f7emw 0f7fm 0fa3m 0fa5m 0fabm 0fadm 0fb0m 0fb1m 0fb3m 0fbbm 0fc3m 0fd6m 0fe7m 10m 11m 18m 19m 20m 21m 28m 29m 30m 31m 38m 39m 84m 85m 88m 89m 8cm v0f11m v0f13m v0f17m v0f29m v0f2bm v0f7em+66 v0f7em+66w v0f7fm v0f91m v0fd6m v0fe7m',
  ],
  ['mrr', 'v0f382em v0f382fm v0f388em'],
  ['mru', '0f3a14m 0f3a15m 0f3a16m 0f3a17m 0fa4m 0facm v0f3a14m v0f3a15m v0f3a16m v0f3a17m v0f3a19m v0f3a1dm v0f3a39m'],
  ['ms', '80m 81mw 83m c6m c7mw f6m/0 f7m/0w'],
  ['mu', '0fbam 81m c0m c1m c7m f7m/0'],
  [
    'r',
    '0f00r 0f01r/4 0f01r/6 0f19r/3 0f1ar/3 0f1br/3 0f1fr 0faer/0+f3 0faer/0+f3w 0faer/1+f3 0faer/1+f3w 0faer/2+f3 0faer/2+f3w 0faer/3+f3 0faer/3+f3w 0faer/4+f3 0faer/4+f3w 0faer/5+f3 0faer/5+f3w 0faer/6+66 0faer/6+66w 0faer/6+f2 0faer/6+f2w 0faer/6+f3 0faer/6+f3w 0fc7r 50 51 52 53 54 55 56 57 58 59 5a 5b 5c 5d 5e 5f 6c 6d 8fr aa ab ae af d8r d9r/0 d9r/1 dar/0 dar/1 dar/2 dar/3 dbr dcr ddr der/0 der/1 der/4 der/5 der/6 der/7 dfr f6r/4 f6r/5 f6r/6 f6r/7 f7r/4 f7r/4w f7r/5 f7r/5w f7r/6 f7r/6w f7r/7 f7r/7w ffr/2 ffr/4 ffr/6',
  ],
  ['rc', '0f90r 0f91r 0f92r 0f93r 0f94r 0f95r 0f96r 0f97r 0f98r 0f99r 0f9ar 0f9br 0f9cr 0f9dr 0f9er 0f9fr'],
  [
    'rm',
    '0f02m 0f03m 0f10m 0f12m+f2 0f12m+f2w 0f12m+f3 0f12m+f3w 0f16m+f3 0f16m+f3w 0f28m 0f2am+66 0f2am+66w 0f2cm 0f2dm 0f2em 0f2fm 0f3817m 0f381cm 0f381dm 0f381em 0f3820m 0f3821m 0f3822m 0f3823m 0f3824m 0f3825m 0f382am 0f3830m 0f3831m 0f3832m 0f3833m 0f3834m 0f3835m 0f3841m 0f3880m 0f3881m 0f3882m 0f38dbm 0f38f0m 0f38f0m+66 0f38f0m+66w 0f38f0m+f3w 0f38f0mw 0f38f8m 0f51m 0f51m+66 0f51m+66w 0f51mw 0f52m 0f52m+66w 0f52m+f2w 0f52mw 0f53m 0f53m+66w 0f53m+f2w 0f53mw 0f5am 0f5am+66 0f5am+66w 0f5amw 0f5bm 0f6em 0f6fm 0f79m 0f7em+f3 0fb2m 0fb4m 0fb5m 0fb6m 0fb7m 0fb8m 0fbcm+f3 0fbcm+f3w 0fbdm+f3 0fbdm+f3w 0fbem 0fbfm 0fe6m 0ff0m 3am 3bm 63m 8am 8bm 8dm 8em v0f10m v0f12m+f2 v0f12m+f2w v0f12m+f3 v0f12m+f3w v0f16m+f3 v0f16m+f3w v0f28m v0f2cm v0f2dm v0f2em v0f2fm v0f380em v0f380fm v0f3813m v0f3817m v0f3818m v0f3819m v0f381am v0f381cm v0f381dm v0f381em v0f3820m v0f3821m v0f3822m v0f3823m v0f3824m v0f3825m v0f382am v0f3830m v0f3831m v0f3832m v0f3833m v0f3834m v0f3835m v0f3841m v0f3858m v0f3859m v0f385am v0f3878m v0f3879m v0f38dbm v0f38f3m v0f51m v0f51m+66 v0f51m+66w v0f51mw v0f52m v0f52mw v0f53m v0f53mw v0f5am v0f5am+66 v0f5am+66w v0f5amw v0f5bm v0f6em v0f6fm v0f7em+f3 v0f7em+f3w v0f90m v0fe6m v0ff0m',
  ],
  ['rmr', 'v0f38f5m v0f38f5mw v0f38f7m'],
  ['rms', '69mw 6bm'],
  [
    'rmu',
    '0f3a08m 0f3a09m 0f3a60m 0f3a61m 0f3a62m 0f3a63m 0f3adfm 0f70m 69m v0f3a00m v0f3a01m v0f3a04m v0f3a05m v0f3a08m v0f3a09m v0f3a60m v0f3a61m v0f3a62m v0f3a63m v0f3adfm v0f3af0m v0f70m',
  ],
  [
    'rr',
    '0f02r 0f03r 0f10r 0f10r+66 0f10r+66w 0f10rw 0f11r 0f11r+66 0f11r+66w 0f11rw 0f12r+f2 0f12r+f2w 0f12r+f3 0f12r+f3w 0f16r+f3 0f16r+f3w 0f19r/2 0f1ar/2 0f1br/2 0f1er/1 0f20r 0f21r 0f22r 0f23r 0f28r 0f29r 0f2ar+66 0f2ar+66w 0f2cr 0f2dr 0f2er 0f2fr 0f3817r 0f381cr 0f381dr 0f381er 0f3820r 0f3821r 0f3822r 0f3823r 0f3824r 0f3825r 0f3830r 0f3831r 0f3832r 0f3833r 0f3834r 0f3835r 0f3841r 0f38dbr 0f50r 0f51r 0f51r+66 0f51r+66w 0f51rw 0f52r 0f52r+66w 0f52r+f2w 0f52rw 0f53r 0f53r+66w 0f53r+f2w 0f53rw 0f5ar 0f5ar+66 0f5ar+66w 0f5arw 0f5br 0f6er 0f6fr 0f78r 0f79r 0f79r+f3w 0f79rw 0f7er 0f7fr 0fa3r 0fb0r 0fb1r 0fb6r 0fb7r 0fb8r 0fbcr+f3 0fbcr+f3w 0fbdr+f3 0fbdr+f3w 0fber 0fbfr 0fc8 0fc9 0fca 0fcb 0fcc 0fcd 0fce 0fcf 0fd6r 0fd7r 0fe6r 0ff7r 38r 39r 3ar 3br 63r 6e 6f 84r 85r 88r 89r 8ar 8br 8cr 8er 90+f3w 91 92 93 94 95 96 97 ac ad d0r d1r d2r d3r f6r/2 f6r/3 f7r/2 f7r/2w f7r/3 f7r/3w fer ffr/0 ffr/1 v0f10r v0f10r+66 v0f10r+66w v0f10rw v0f11r v0f11r+66 v0f11r+66w v0f11rw v0f12r+f2 v0f12r+f2w v0f12r+f3 v0f12r+f3w v0f16r+f3 v0f16r+f3w v0f28r v0f29r v0f2cr v0f2dr v0f2er v0f2fr v0f380er v0f380fr v0f3813r v0f3817r v0f3818r v0f3819r v0f381cr v0f381dr v0f381er v0f3820r v0f3821r v0f3822r v0f3823r v0f3824r v0f3825r v0f3830r v0f3831r v0f3832r v0f3833r v0f3834r v0f3835r v0f3841r v0f3858r v0f3859r v0f3878r v0f3879r v0f38dbr v0f38f3r v0f44r v0f50r v0f51r v0f51r+66 v0f51r+66w v0f51rw v0f52r v0f52rw v0f53r v0f53rw v0f5ar v0f5ar+66 v0f5ar+66w v0f5arw v0f5br v0f6er v0f6fr v0f7er v0f7fr v0f90r v0f92r v0f93r v0f98r v0f99r v0fd6r v0fd7r v0fe6r v0ff7r',
  ],
  [
    'rrm',
    '02m 03m 0am 0bm 0f12m 0f12m+66 0f12m+66w 0f12mw 0f14m 0f15m 0f16m 0f16m+66 0f16m+66w 0f16m+f2w 0f16mw 0f2am 0f2am+f2 0f2am+f2w 0f2am+f3 0f2am+f3w 0f2amw 0f3800m 0f3801m 0f3802m 0f3803m 0f3804m 0f3805m 0f3806m 0f3807m 0f3808m 0f3809m 0f380am 0f380bm 0f3810m 0f3814m 0f3815m 0f3828m 0f3829m 0f382bm 0f3837m 0f3838m 0f3839m 0f383am 0f383bm 0f383cm 0f383dm 0f383em 0f383fm 0f3840m 0f38c8m 0f38c9m 0f38cam 0f38cbm 0f38ccm 0f38cdm 0f38cfm 0f38dcm 0f38ddm 0f38dem 0f38dfm 0f38f0m+f2 0f38f0m+f2w 0f38f1m+f2 0f38f1m+f2w 0f38f6m+66 0f38f6m+66w 0f38f6m+f3 0f38f6m+f3w 0f51m+f2 0f51m+f2w 0f51m+f3 0f51m+f3w 0f52m+f3 0f52m+f3w 0f53m+f3 0f53m+f3w 0f54m 0f55m 0f56m 0f57m 0f58m 0f59m 0f5am+f2 0f5am+f2w 0f5am+f3 0f5am+f3w 0f5cm 0f5dm 0f5em 0f5fm 0f60m 0f61m 0f62m 0f63m 0f64m 0f65m 0f66m 0f67m 0f68m 0f69m 0f6am 0f6bm 0f6cm 0f6dm 0f74m 0f75m 0f76m 0f7cm 0f7dm 0fafm 0fbcm 0fbcm+66 0fbcm+66w 0fbcm+f2w 0fbcmw 0fbdm 0fbdm+66 0fbdm+66w 0fbdm+f2w 0fbdmw 0fc0m 0fc1m 0fd0m 0fd1m 0fd2m 0fd3m 0fd4m 0fd5m 0fd8m 0fd9m 0fdam 0fdbm 0fdcm 0fddm 0fdem 0fdfm 0fe0m 0fe1m 0fe2m 0fe3m 0fe4m 0fe5m 0fe8m 0fe9m 0feam 0febm 0fecm 0fedm 0feem 0fefm 0ff1m 0ff2m 0ff3m 0ff4m 0ff5m 0ff6m 0ff8m 0ff9m 0ffam 0ffbm 0ffcm 0ffdm 0ffem 12m 13m 1am 1bm 22m 23m 2am 2bm 32m 33m 86m 87m v0f12m v0f12m+66 v0f12m+66w v0f12mw v0f14m v0f15m v0f16m v0f16m+66 v0f16m+66w v0f16mw v0f2am v0f3800m v0f3801m v0f3802m v0f3803m v0f3804m v0f3805m v0f3806m v0f3807m v0f3808m v0f3809m v0f380am v0f380bm v0f380cm v0f380dm v0f3816m v0f3828m v0f3829m v0f382bm v0f382cm v0f382dm v0f3836m v0f3837m v0f3838m v0f3839m v0f383am v0f383bm v0f383cm v0f383dm v0f383em v0f383fm v0f3840m v0f3845m v0f3846m v0f3847m v0f388cm v0f38cfm v0f38dcm v0f38ddm v0f38dem v0f38dfm v0f38f2m v0f38f5m+f2 v0f38f5m+f2w v0f38f5m+f3 v0f38f5m+f3w v0f38f6m v0f51m+f2 v0f51m+f2w v0f51m+f3 v0f51m+f3w v0f52m+f3 v0f52m+f3w v0f53m+f3 v0f53m+f3w v0f54m v0f55m v0f56m v0f57m v0f58m v0f59m v0f5am+f2 v0f5am+f2w v0f5am+f3 v0f5am+f3w v0f5cm v0f5dm v0f5em v0f5fm v0f60m v0f61m v0f62m v0f63m v0f64m v0f65m v0f66m v0f67m v0f68m v0f69m v0f6am v0f6bm v0f6cm v0f6dm v0f74m v0f75m v0f76m v0f7cm v0f7dm v0fd0m v0fd1m v0fd2m v0fd3m v0fd4m v0fd5m v0fd8m v0fd9m v0fdam v0fdbm v0fdcm v0fddm v0fdem v0fdfm v0fe0m v0fe1m v0fe2m v0fe3m v0fe4m v0fe5m v0fe8m v0fe9m v0feam v0febm v0fecm v0fedm v0feem v0fefm v0ff1m v0ff2m v0ff3m v0ff4m v0ff5m v0ff6m v0ff8m v0ff9m v0ffam v0ffbm v0ffcm v0ffdm v0ffem',
  ],
  ['rrmc', '0f40m 0f41m 0f42m 0f43m 0f44m 0f45m 0f46m 0f47m 0f48m 0f49m 0f4am 0f4bm 0f4cm 0f4dm 0f4em 0f4fm'],
  [
    'rrmr',
    'v0f3a4am v0f3a4bm v0f3a4cm v0f3a5cm v0f3a5dm v0f3a5em v0f3a5fm v0f3a68m v0f3a69m v0f3a6am v0f3a6bm v0f3a6cm v0f3a6dm v0f3a6em v0f3a6fm v0f3a78m v0f3a79m v0f3a7am v0f3a7bm v0f3a7cm v0f3a7dm v0f3a7em v0f3a7fm',
  ],
  [
    'rrmu',
    '0f3a0am 0f3a0bm 0f3a0cm 0f3a0dm 0f3a0em 0f3a0fm 0f3a20m 0f3a21m 0f3a22m 0f3a40m 0f3a41m 0f3a42m 0f3a44m 0f3accm 0f3acem 0f3acfm 0fc2m 0fc4m 0fc6m v0f3a02m v0f3a06m v0f3a0am v0f3a0bm v0f3a0cm v0f3a0dm v0f3a0em v0f3a0fm v0f3a18m v0f3a20m v0f3a21m v0f3a22m v0f3a38m v0f3a40m v0f3a41m v0f3a42m v0f3a44m v0f3a46m v0f3acem v0f3acfm v0fc2m v0fc4m v0fc6m',
  ],
  [
    'rrr',
    '00r 01r 02r 03r 08r 09r 0ar 0br 0f10r+f2 0f10r+f2w 0f10r+f3 0f10r+f3w 0f11r+f2 0f11r+f2w 0f11r+f3 0f11r+f3w 0f12r 0f12r+66w 0f12rw 0f14r 0f15r 0f16r 0f16r+66w 0f16r+f2w 0f16rw 0f2ar 0f2ar+f2 0f2ar+f2w 0f2ar+f3 0f2ar+f3w 0f2arw 0f3800r 0f3801r 0f3802r 0f3803r 0f3804r 0f3805r 0f3806r 0f3807r 0f3808r 0f3809r 0f380ar 0f380br 0f3810r 0f3814r 0f3815r 0f3828r 0f3829r 0f382br 0f3837r 0f3838r 0f3839r 0f383ar 0f383br 0f383cr 0f383dr 0f383er 0f383fr 0f3840r 0f38c8r 0f38c9r 0f38car 0f38cbr 0f38ccr 0f38cdr 0f38cfr 0f38dcr 0f38ddr 0f38der 0f38dfr 0f38f0r 0f38f1r 0f38f6r 0f51r+f2 0f51r+f2w 0f51r+f3 0f51r+f3w 0f52r+f3 0f52r+f3w 0f53r+f3 0f53r+f3w 0f54r 0f55r 0f56r 0f57r 0f58r 0f59r 0f5ar+f2 0f5ar+f2w 0f5ar+f3 0f5ar+f3w 0f5cr 0f5dr 0f5er 0f5fr 0f60r 0f61r 0f62r 0f63r 0f64r 0f65r 0f66r 0f67r 0f68r 0f69r 0f6ar 0f6br 0f6cr 0f6dr 0f74r 0f75r 0f76r 0f79r+66 0f79r+66w 0f79r+f2 0f79r+f2w 0f7cr 0f7dr 0fa5r 0fabr 0fadr 0fafr 0fb3r 0fbbr 0fbcr 0fbcr+66 0fbcr+66w 0fbcr+f2w 0fbcrw 0fbdr 0fbdr+66 0fbdr+66w 0fbdr+f2w 0fbdrw 0fd0r 0fd1r 0fd2r 0fd3r 0fd4r 0fd5r 0fd8r 0fd9r 0fdar 0fdbr 0fdcr 0fddr 0fder 0fdfr 0fe0r 0fe1r 0fe2r 0fe3r 0fe4r 0fe5r 0fe8r 0fe9r 0fear 0febr 0fecr 0fedr 0feer 0fefr 0ff1r 0ff2r 0ff3r 0ff4r 0ff5r 0ff6r 0ff8r 0ff9r 0ffar 0ffbr 0ffcr 0ffdr 0ffer 10r 11r 12r 13r 18r 19r 1ar 1br 20r 21r 22r 23r 28r 29r 2ar 2br 30r 31r 32r 33r a4 a5 a6 a7 v0f10r+f2 v0f10r+f2w v0f10r+f3 v0f10r+f3w v0f11r+f2 v0f11r+f2w v0f11r+f3 v0f11r+f3w v0f12r v0f12rw v0f14r v0f15r v0f16r v0f16rw v0f2ar v0f3800r v0f3801r v0f3802r v0f3803r v0f3804r v0f3805r v0f3806r v0f3807r v0f3808r v0f3809r v0f380ar v0f380br v0f380cr v0f380dr v0f3816r v0f3828r v0f3829r v0f382br v0f3836r v0f3837r v0f3838r v0f3839r v0f383ar v0f383br v0f383cr v0f383dr v0f383er v0f383fr v0f3840r v0f3845r v0f3846r v0f3847r v0f38cfr v0f38dcr v0f38ddr v0f38der v0f38dfr v0f38f2r v0f38f5r v0f38f6r v0f38f7r v0f41r v0f42r v0f45r v0f46r v0f47r v0f4ar v0f4br v0f51r+f2 v0f51r+f2w v0f51r+f3 v0f51r+f3w v0f52r+f3 v0f52r+f3w v0f53r+f3 v0f53r+f3w v0f54r v0f55r v0f56r v0f57r v0f58r v0f59r v0f5ar+f2 v0f5ar+f2w v0f5ar+f3 v0f5ar+f3w v0f5cr v0f5dr v0f5er v0f5fr v0f60r v0f61r v0f62r v0f63r v0f64r v0f65r v0f66r v0f67r v0f68r v0f69r v0f6ar v0f6br v0f6cr v0f6dr v0f74r v0f75r v0f76r v0f7cr v0f7dr v0fd0r v0fd1r v0fd2r v0fd3r v0fd4r v0fd5r v0fd8r v0fd9r v0fdar v0fdbr v0fdcr v0fddr v0fder v0fdfr v0fe0r v0fe1r v0fe2r v0fe3r v0fe4r v0fe5r v0fe8r v0fe9r v0fear v0febr v0fecr v0fedr v0feer v0fefr v0ff1r v0ff2r v0ff3r v0ff4r v0ff5r v0ff6r v0ff8r v0ff9r v0ffar v0ffbr v0ffcr v0ffdr v0ffer',
  ],
  ['rrrc', '0f40r 0f41r 0f42r 0f43r 0f44r 0f45r 0f46r 0f47r 0f48r 0f49r 0f4ar 0f4br 0f4cr 0f4dr 0f4er 0f4fr'],
  [
    'rrrm',
    'v0f3896m v0f3897m v0f3898m v0f3899m v0f389am v0f389bm v0f389cm v0f389dm v0f389em v0f389fm v0f38a6m v0f38a7m v0f38a8m v0f38a9m v0f38aam v0f38abm v0f38acm v0f38adm v0f38aem v0f38afm v0f38b6m v0f38b7m v0f38b8m v0f38b9m v0f38bam v0f38bbm v0f38bcm v0f38bdm v0f38bem v0f38bfm v0f3a5cmw v0f3a5dmw v0f3a5emw v0f3a5fmw v0f3a68mw v0f3a69mw v0f3a6amw v0f3a6bmw v0f3a6cmw v0f3a6dmw v0f3a6emw v0f3a6fmw v0f3a78mw v0f3a79mw v0f3a7amw v0f3a7bmw v0f3a7cmw v0f3a7dmw v0f3a7emw v0f3a7fmw',
  ],
  [
    'rrrr',
    '0fc0r 0fc1r 86r 87r v0f3896r v0f3897r v0f3898r v0f3899r v0f389ar v0f389br v0f389cr v0f389dr v0f389er v0f389fr v0f38a6r v0f38a7r v0f38a8r v0f38a9r v0f38aar v0f38abr v0f38acr v0f38adr v0f38aer v0f38afr v0f38b6r v0f38b7r v0f38b8r v0f38b9r v0f38bar v0f38bbr v0f38bcr v0f38bdr v0f38ber v0f38bfr v0f3a4ar v0f3a4br v0f3a4cr v0f3a5cr v0f3a5dr v0f3a5er v0f3a5fr v0f3a68r v0f3a69r v0f3a6ar v0f3a6br v0f3a6cr v0f3a6dr v0f3a6er v0f3a6fr v0f3a78r v0f3a79r v0f3a7ar v0f3a7br v0f3a7cr v0f3a7dr v0f3a7er v0f3a7fr',
  ],
  [
    'rrru',
    '0f3a0ar 0f3a0br 0f3a0cr 0f3a0dr 0f3a0er 0f3a0fr 0f3a20r 0f3a21r 0f3a22r 0f3a40r 0f3a41r 0f3a42r 0f3a44r 0f3accr 0f3acer 0f3acfr 0fa4r 0facr 0fc2r 0fc4r 0fc6r v0f3a02r v0f3a06r v0f3a0ar v0f3a0br v0f3a0cr v0f3a0dr v0f3a0er v0f3a0fr v0f3a18r v0f3a20r v0f3a21r v0f3a22r v0f3a38r v0f3a40r v0f3a41r v0f3a42r v0f3a44r v0f3a46r v0f3acer v0f3acfr v0fc2r v0fc4r v0fc6r',
  ],
  [
    'rrs',
    '69rw 6br 80r/0 80r/1 80r/2 80r/3 80r/4 80r/5 80r/6 81r/0w 81r/1w 81r/2w 81r/3w 81r/4w 81r/5w 81r/6w 83r/0 83r/1 83r/2 83r/3 83r/4 83r/5 83r/6',
  ],
  [
    'rru',
    '0f3a08r 0f3a09r 0f3a14r 0f3a15r 0f3a16r 0f3a17r 0f3a60r 0f3a61r 0f3a62r 0f3a63r 0f3adfr 0f70r 0f71r 0f72r 0f73r 0fbar/5 0fbar/6 0fbar/7 0fc5r 69r 81r/0 81r/1 81r/2 81r/3 81r/4 81r/5 81r/6 c0r c1r v0f3a00r v0f3a01r v0f3a04r v0f3a05r v0f3a08r v0f3a09r v0f3a14r v0f3a15r v0f3a16r v0f3a17r v0f3a19r v0f3a1dr v0f3a30r v0f3a31r v0f3a32r v0f3a33r v0f3a39r v0f3a60r v0f3a61r v0f3a62r v0f3a63r v0f3adfr v0f3af0r v0f70r v0f71r v0f72r v0f73r v0fc5r',
  ],
  ['rs', '80r/7 81r/7w 83r/7 b0 b1 b2 b3 b4 b5 b6 b7 b8w b9w baw bbw bcw bdw bew bfw c6r c7rw f6r/0 f7r/0w'],
  ['ru', '0fbar/4 81r/7 b8 b9 ba bb bc bd be bf c7r f7r/0'],
  [
    's',
    '04 05w 0c 0dw 14 15w 1c 1dw 24 25w 2c 2dw 34 35w 3c 3dw 68 68+66w 68+f2 68+f2w 68+f3 68+f3w 68w 6a a8 a9w c2 c2+f2 c2+f2w c2+f3 c2+f3w c2w ca ca+66w ca+f2 ca+f2w ca+f3 ca+f3w caw e0 e1 e2 e3 e8 e9 eb',
  ],
  [
    'sc',
    '0f80 0f81 0f82 0f83 0f84 0f85 0f86 0f87 0f88 0f89 0f8a 0f8b 0f8c 0f8d 0f8e 0f8f 70 71 72 73 74 75 76 77 78 79 7a 7b 7c 7d 7e 7f',
  ],
  ['sr', 'a0 a1 a2 a3'],
  ['u', '05 0d 15 1d 25 2d 35 3d 68+66 a9 c2+66 ca+66 cd e4 e5 e6 e7'],
]
