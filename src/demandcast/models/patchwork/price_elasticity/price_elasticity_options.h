// Options of the wrapper that takes prices and promotions out of demand and puts the planned ones back.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "demandcast/core/options.h"

namespace demandcast {

struct PriceElasticityOptions {
  std::string price = "auto", promotions = "auto", categories = "none", reference = "origin", cross = "none";
  std::int64_t window = 0;
  bool rising = false, complements = false, optional = false;
};

template <class Visitor>
void describe(Visitor& visitor, PriceElasticityOptions& options) {
  visitor.field("price", options.price,
                "known-future column with the price; auto = \"price\" where there is one; none");
  visitor.field(
      "promotions", options.promotions,
      "known-future columns of promotions (as \"deal,feat\"); auto = those whose names begin with promo; none");
  visitor.field("categories", options.categories,
                "categories among the statics whose series are alike (as \"category,brand\"); none = the catalogue");
  visitor.field(
      "reference", options.reference,
      "what a past price is held against: the regular price at the origin, so that lasting changes count like "
      "promotions, or the running one of its own time",
      one_of({"origin", "running"}));
  visitor.field("window", options.window, "periods from which the regular price is taken; 0 = a quarter of a year",
                at_least(0));
  visitor.field("rising", options.rising, "whether demand may rise with the price");
  visitor.field("cross", options.cross,
                "statics whose products stand beside each other (as \"store,category\"): the mean price of the others, "
                "against their references, is an effect of its own; none");
  visitor.field("complements", options.complements, "whether demand may fall as the prices of the others rise");
  visitor.field("optional", options.optional,
                "whether the inner model serves alone, with a note, where the data have neither prices nor promotions");
}

}  // namespace demandcast
