// How a forest's training rows are drawn and laid out.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace demandcast {

struct SampleOptions {
  std::string owner;           ///< the model's name, in progress and messages
  std::size_t rows = 0;        ///< wanted, of all that there are
  std::string even_over = {};  ///< a category over which rows are drawn evenly (RowDraw)
  std::string without = {};    ///< features and groups not to learn from (LeftOut)
  int bins = 64;               ///< of a feature, at most
  bool mixed_base = false;     ///< targets are divided by TargetBase::learn(), else by the level
  bool every_cell = false;     ///< absent features take the feature's median (MedianFill), and all lie side by side
};

}  // namespace demandcast
