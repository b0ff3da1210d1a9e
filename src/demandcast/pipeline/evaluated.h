// What evaluate found.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/evaluation/evaluation.h"

namespace demandcast {

struct Evaluated {
  Evaluation evaluation;
  std::string cost_note;  ///< what a reader of costs must know; empty where nothing
};

}  // namespace demandcast
