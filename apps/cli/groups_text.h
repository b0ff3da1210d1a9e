// Metrics of one dimension as a table for the console.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/evaluation/evaluation.h"

namespace demandcast {

/// A line per group and model of `dimension` under the column `title`; empty where there is none.
std::string groups_text(const Evaluation& evaluation, const std::string& dimension, const std::string& title);

}  // namespace demandcast
