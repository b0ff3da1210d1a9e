// Words of Arrow arrays numbered once per dictionary, or once per run of equal rows.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/text_from_arrow.h"

#include <arrow/api.h>
#include <arrow/compute/cast.h>

#include "demandcast/data/arrow_status.h"
#include "demandcast/data/word_list.h"

namespace demandcast {
namespace {

constexpr std::int32_t kNull = -1, kNotMet = -2;

std::shared_ptr<arrow::Array> cast(const std::shared_ptr<arrow::Array>& array,
                                   const std::shared_ptr<arrow::DataType>& type, std::string_view place) {
  if (array->type()->Equals(*type)) return array;
  return value_or_throw(arrow::compute::Cast(arrow::Datum(array), type), place).make_array();
}

class TextTaker {
 public:
  TextTaker(std::int64_t rows, bool empty_is_null, std::string_view place)
      : empty_is_null_(empty_is_null), place_(place) {
    codes_.reserve(static_cast<std::size_t>(rows));
  }

  void take(const std::shared_ptr<arrow::Array>& array) {
    if (array->type_id() == arrow::Type::DICTIONARY) {
      take_dictionary(static_cast<const arrow::DictionaryArray&>(*array));
    } else if (array->type_id() == arrow::Type::STRING) {
      take_rows(static_cast<const arrow::StringArray&>(*array));
    } else {
      take_rows(static_cast<const arrow::LargeStringArray&>(*cast(array, arrow::large_utf8(), place_)));
    }
  }
  TextColumn finish() { return {words_.take(), std::move(codes_)}; }

 private:
  template <class Array>
  std::int32_t code_at(const Array& texts, std::int64_t i) {
    if (texts.IsNull(i)) return kNull;
    const std::string_view text = texts.GetView(i);
    return empty_is_null_ && text.empty() ? kNull : words_.code(text);
  }

  /// Rows of one text often follow each other: only the first of a run is looked up.
  template <class Array>
  void take_rows(const Array& texts) {
    std::int64_t last = -1;
    for (std::int64_t i = 0; i < texts.length(); ++i) {
      const bool again = last >= 0 && !texts.IsNull(i) && texts.GetView(i) == texts.GetView(last);
      codes_.push_back(again ? codes_.back() : code_at(texts, i));
      last = texts.IsNull(i) ? -1 : i;
    }
  }

  void take_dictionary(const arrow::DictionaryArray& array) {
    const auto words =
        std::static_pointer_cast<arrow::LargeStringArray>(cast(array.dictionary(), arrow::large_utf8(), place_));
    const auto indices = std::static_pointer_cast<arrow::Int32Array>(cast(array.indices(), arrow::int32(), place_));
    if (array.dictionary() != last_dictionary_) {
      last_dictionary_ = array.dictionary();
      code_of_.assign(static_cast<std::size_t>(words->length()), kNotMet);
    }
    const std::int32_t* raw = indices->raw_values();
    const bool all_given = indices->null_count() == 0;
    for (std::int64_t i = 0; i < indices->length(); ++i) {
      if (!all_given && indices->IsNull(i)) {
        codes_.push_back(kNull);
        continue;
      }
      if (raw[i] < 0 || raw[i] >= std::ssize(code_of_)) {  // in files that are damaged
        throw FormatError(fmt::format("{}: a row names word {} of a dictionary of {}; copy or write the file again",
                                      place_, raw[i], code_of_.size()));
      }
      std::int32_t& code = code_of_[static_cast<std::size_t>(raw[i])];
      if (code == kNotMet) code = code_at(*words, raw[i]);
      codes_.push_back(code);
    }
  }

  bool empty_is_null_;
  std::string_view place_;
  WordList words_;
  std::vector<std::int32_t> codes_;
  std::shared_ptr<arrow::Array> last_dictionary_;
  std::vector<std::int32_t> code_of_;  ///< [word of last_dictionary_], kNotMet = no row had it
};

}  // namespace

std::shared_ptr<arrow::ChunkedArray> cast_column(const std::shared_ptr<arrow::ChunkedArray>& column,
                                                 const std::shared_ptr<arrow::DataType>& type, std::string_view place) {
  if (column->type()->Equals(*type)) return column;
  return value_or_throw(arrow::compute::Cast(arrow::Datum(column), type), place).chunked_array();
}

TextColumn text_from_arrow(const std::shared_ptr<arrow::ChunkedArray>& column, bool empty_is_null,
                           std::string_view place) {
  const arrow::Type::type type = column->type()->id();
  const bool direct = type == arrow::Type::DICTIONARY || type == arrow::Type::STRING;
  const auto texts = direct ? column : cast_column(column, arrow::large_utf8(), place);
  TextTaker taker(texts->length(), empty_is_null, place);
  for (const auto& chunk : texts->chunks()) taker.take(chunk);
  return taker.finish();
}

}  // namespace demandcast
