// Which colour and dash a model has in every chart, and which models charts draw.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "demandcast/evaluation/evaluation.h"

namespace demandcast {

/// A model that charts draw: its number in the leaderboard and its class in the style sheet.
struct DrawnModel {
  std::size_t number = 0;
  std::string name;
  std::string style;  ///< "m0" .. "m6" by rank, "mr" for the reference
};

/// The seven best models besides the reference, and the reference last; tables hold the others too.
std::vector<DrawnModel> drawn_models(const Evaluation& evaluation);

/// One entry of a key: a line and a mark of `style` before the name.
std::string legend_entry(const std::string& style, const std::string& name);

/// The key to lines and colours, as HTML; says so when models are left out of the charts.
std::string model_legend(const Evaluation& evaluation);

}  // namespace demandcast
