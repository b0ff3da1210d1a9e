// Options of the wrapper that forecasts young products from how similar ones launched.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "demandcast/core/options.h"

namespace demandcast {

struct LaunchAnaloguesOptions {
  std::int64_t young = 0;
  std::string since = "auto";
  std::string price = "auto";
  std::string attributes = "all";
  std::string categories = "none";
  std::string weights = "learned";
  std::int64_t analogues = 1'000;
  std::int64_t fewest = 5;
  bool season = true;
  std::string replaces = "none";
};

template <class Visitor>
void describe(Visitor& visitor, LaunchAnaloguesOptions& options) {
  visitor.field("young", options.young, "periods on sale before the inner model takes over; 0 = half a year",
                whole_in_range(0, 10'000));
  visitor.field("since", options.since,
                "known-future column whose first cell is the launch; sale = the first sale; auto = price where there "
                "is one, else sale");
  visitor.field("price", options.price,
                "known-future column of prices, whose tier makes products alike; auto = \"price\" where there is one; "
                "none");
  visitor.field("attributes", options.attributes,
                "statics that may make products alike (as \"category,brand,embedding\"); all; none");
  visitor.field("categories", options.categories,
                "categories among the statics, the broadest first, whose launches stand in where no product is "
                "similar, and whose season is taken out; none = the catalogue");
  visitor.field("weights", options.weights,
                "how much each attribute counts: learned on past launches; equal; or category = every launch of the "
                "category alike",
                one_of({"learned", "equal", "category"}));
  visitor.field("analogues", options.analogues, "launches that a forecast is made of, at most",
                whole_in_range(1, 10'000));
  visitor.field("fewest", options.fewest, "launches that it takes, at least, to forecast from", at_least(1));
  visitor.field("season", options.season, "whether launches are compared without their season of the year");
  visitor.field("replaces", options.replaces,
                "static column with the id of the series whose history a product takes over; none");
}

}  // namespace demandcast
