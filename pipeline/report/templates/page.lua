-- What pandoc leaves out on the way from Markdown to typst and HTML: descriptions of pictures, notices, row headings,
-- tables that may run over a page.

local MOST_ROWS_ON_ONE_PAGE = 20

local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"') .. '"'
end

local function typst(text)
  return pandoc.RawBlock('typst', text)
end

-- At the start of a cell these would begin a list or a heading; pandoc protects them at the start of a line only.
local function word(str)
  if FORMAT == 'typst' and (str.text:match('^[=+/-]+$') or str.text:match('^%d+%.$')) then
    return pandoc.RawInline('typst', (str.text:gsub('[=+/.-]', '\\%0')))
  end
end

local function picture(image)
  if FORMAT == 'typst' then
    local alt = quoted(pandoc.utils.stringify(image.caption))
    return pandoc.RawInline('typst', '#image(' .. quoted(image.src) .. ', width: 100%, alt: ' .. alt .. ')')
  end
end

local function notice(div)
  if FORMAT == 'typst' and div.classes:includes('notice') then
    return { typst('#notice['), div, typst(']') }
  end
end

-- Pandoc would start every definition on a line of its own.
local function terms(list)
  if FORMAT ~= 'typst' then
    return nil
  end
  local items = {}
  for _, item in ipairs(list.content) do
    local line = pandoc.Inlines({ pandoc.RawInline('typst', '#terms.item[#term[') })
    line:extend(item[1])
    line:insert(pandoc.RawInline('typst', ']]['))
    line:extend(pandoc.utils.blocks_to_inlines(item[2][1]))
    line:insert(pandoc.RawInline('typst', ']'))
    table.insert(items, pandoc.Plain(line))
  end
  return items
end

local function with_headings(tbl)
  tbl.bodies[1].row_head_columns = FORMAT == 'html' and 1 or 0
  if FORMAT == 'html' then
    return pandoc.Div({ tbl }, pandoc.Attr('', { 'wide' }))
  end
  if FORMAT == 'typst' and #tbl.bodies[1].body > MOST_ROWS_ON_ONE_PAGE then
    return { typst('#[\n#show figure: set block(breakable: true)'), tbl, typst(']') }
  end
end

-- Pictures first: their descriptions are plain text, not typst.
return {
  { Image = picture },
  { Str = word, Div = notice, DefinitionList = terms, Table = with_headings },
}
