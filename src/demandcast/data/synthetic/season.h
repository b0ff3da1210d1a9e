// Seasonal families: how demand of winter goods, gardens, gifts, school and Easter runs through a year.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/data/timestamp.h"

namespace demandcast::synthetic {

enum class Family { kFlat, kWinter, kGarden, kSchool, kEaster, kMothersDay, kChristmas };
constexpr int kFamilies = 7;

std::string family_name(Family family);

/// Logarithm of the seasonal factor on `day`: docs/synthetic_catalogue.md, "Seasons".
double log_season(Family family, Timestamp day);

}  // namespace demandcast::synthetic
