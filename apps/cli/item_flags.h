// The flags of verbs that buy: items, their defaults, the model whose paths orders are made from.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "apps/cli/flags.h"
#include "demandcast/buying/read_items.h"

namespace demandcast {

struct ItemFlags {
  ItemSource source;
  std::vector<std::string> defaults;  ///< "lead_time=2"

  /// The defaults put into `source`. Throws ConfigError.
  ItemSource settled(const Flags& flags) const;
};

void add_item_flags(CLI::App& verb, ItemFlags& items);                ///< --items, --default
void add_path_model_flags(CLI::App& verb, Flags& flags, int& paths);  ///< -H, --season, --set, --paths

}  // namespace demandcast
