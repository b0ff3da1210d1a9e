// That the data have warnings, told on stderr in a line.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "apps/cli/flags.h"

namespace demandcast {

/// `3 warnings about sales.csv (gaps, unused_columns); demandcast check shows them`, unless there are none or --quiet
/// or
/// --json was asked for.
void tell_warnings(const ReadReport& report, const Flags& flags, Door& door);

}  // namespace demandcast
