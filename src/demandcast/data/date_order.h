// The order of day, month and year in written dates.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace demandcast {

/// kFound: told from all dates of the column, and refused where day first and month first both fit.
enum class DateOrder { kFound, kYearFirst, kDayFirst, kMonthFirst };

}  // namespace demandcast
