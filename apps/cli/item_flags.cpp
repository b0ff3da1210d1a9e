// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/item_flags.h"

#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "demandcast/core/error.h"

namespace demandcast {

ItemSource ItemFlags::settled(const Flags& flags) const {
  ItemSource settled = source;
  settled.id = flags.config.data.id;
  for (const std::string& text : defaults) {
    const auto equals = text.find('=');
    if (equals == text.npos || equals == 0) {
      throw ConfigError(fmt::format("--default \"{}\": column=value is wanted, for example lead_time=2", text));
    }
    settled.defaults[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return settled;
}

void add_item_flags(CLI::App& verb, ItemFlags& items) {
  verb.add_option(
          "--items", items.source.path,
          "Table of a row per id: price, cost, holding_cost, lost_sale_cost, lead_time, review_period, on_hand, ...")
      ->option_text("FILE")
      ->group("Items");
  verb.add_option("--default", items.defaults, "column=value for series without a value of their own, may be repeated")
      ->allow_extra_args(false)
      ->option_text("lead_time=2")
      ->group("Items");
}

void add_path_model_flags(CLI::App& verb, Flags& flags, int& paths) {
  add_count(verb, "-H,--horizon,--h", flags.config.horizon,
            "Periods to forecast; as far as orders reach when not given");
  add_count(verb, "--season", flags.config.season, "Season length; the frequency's when not given");
  verb.add_option("--set", flags.settings, "model.option=value, may be repeated")
      ->allow_extra_args(false)
      ->option_text("M.O=VALUE");
  add_count(verb, "--paths", paths, "Sample paths for each series");
}

}  // namespace demandcast
