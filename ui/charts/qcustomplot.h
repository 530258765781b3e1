// Debian's qcustomplot.h writes `signals:` and `slots:`, which are names of ordinary things in the rest of this program
// (QT_NO_SIGNALS_SLOTS_KEYWORDS): they exist as macros only around this include.
#pragma once

#pragma push_macro("signals")
#pragma push_macro("slots")
#undef signals
#undef slots
#define signals Q_SIGNALS
#define slots Q_SLOTS

#include <qcustomplot.h>

#undef signals
#undef slots
#pragma pop_macro("slots")
#pragma pop_macro("signals")
