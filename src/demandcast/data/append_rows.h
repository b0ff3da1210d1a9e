// Tables put one under the other; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "demandcast/data/table.h"

namespace demandcast {

/// Whether numbers under text become text, as in CSV, where one word makes a column text.
enum class KindPolicy { kTextForNumbers, kSame };

/// Adds the rows of `more` under those of `table`, column by column of `table`; a column that `more` lacks is null
/// there, one that `table` lacks is left out. Integers under numbers become numbers; a column without any value takes
/// the kind of the other. Throws DataError at `place` for columns of other kinds, and for lists of another width.
void append_rows(Table& table, const Table& more, std::string_view place,
                 KindPolicy policy = KindPolicy::kTextForNumbers);

/// Gives `column` the kind that `like`, joined from it and others, has.
void take_kind(TableColumn& column, const TableColumn& like);

}  // namespace demandcast
