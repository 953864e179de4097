(() => {
  'use strict';

  // Colours are names of the style sheet's variables, so that dark mode and paper need no redraw.
  const ink = (name) => `var(--${name})`;
  // Named, not inherited: the width of a label is measured before it is part of the page.
  const fontFamily = getComputedStyle(document.body).fontFamily;
  const label = { color: ink('quiet'), fontFamily, fontSize: 12 };
  const PAPER_WIDTH = 680;
  // So many points in a page's own elements make it slow: they are painted instead.
  const MOST_ELEMENTS = 3000;

  const list = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

  function said(value, axis) {
    if (axis.type === 'time') {
      return new Date(value).toISOString().slice(0, 16).replace('T', ' ');
    }
    const text =
      axis.type === 'category'
        ? axis.data[value]
        : Number(Number(value).toPrecision(4)).toLocaleString('en', { maximumFractionDigits: 4 });
    return axis.name ? `${axis.name}: ${text}` : text;
  }

  // A point is its numbers, and last the position of what it is called.
  function words(point, data) {
    const values = point.value ?? [];
    if (point.data?.note) {
      return point.data.note;
    }
    const [x, y] = [list(data.xAxis)[0], list(data.yAxis)[0]];
    if (!Array.isArray(values)) {
      return `${point.name}\n${said(values, x)}`;
    }
    const name = data.names?.[values[2]];
    if (name?.includes('\n')) {
      return name;
    }
    return [name, point.seriesName, said(values[0], x), said(values[1], y)].filter(Boolean).join('\n');
  }

  // A node with plain text: a tooltip made from a string would be read as HTML.
  const tooltip = (data) => ({
    trigger: 'item',
    confine: true,
    backgroundColor: ink('page'),
    borderColor: ink('rule'),
    textStyle: { color: ink('text'), fontFamily, fontSize: 13 },
    extraCssText: 'box-shadow: none',
    formatter: (point) => {
      const note = document.createElement('div');
      note.className = 'note';
      note.textContent = words(point, data);
      return note;
    },
  });

  // What tells the layers of a model apart stands at the end of their names.
  const ending = (name, most) => (name.length > most ? `…${name.slice(1 - most)}` : name);

  const themedAxis = (axis, width, vertical) => ({
    nameLocation: 'middle',
    // Beyond what stands beside the axis.
    nameGap: vertical ? (axis.type === 'category' ? 56 : 44) : 26,
    nameTextStyle: label,
    axisTick: { show: false },
    axisLine: { show: axis.type === 'category', lineStyle: { color: ink('quiet') } },
    splitLine: { show: axis.type !== 'category', lineStyle: { color: ink('rule') } },
    minorSplitLine: { show: axis.type === 'log', lineStyle: { color: ink('rule'), opacity: 0.4 } },
    minorTick: { show: false, splitNumber: 9 },
    ...axis,
    axisLabel: {
      ...label,
      hideOverlap: true,
      // The end of a run is no round number, and would stand in the way of one.
      ...(axis.type === 'value' && !vertical && axis.max !== undefined ? { showMaxLabel: false } : {}),
      ...(axis.type === 'category' && vertical ? { color: ink('text'), formatter: (name) => ending(name, Math.min(34, width / 22)) } : {}),
    },
  });

  const themedSeries = (series) => ({
    emphasis: { disabled: true },
    // All at once: of what comes in parts a print would have the first. So many points are one shape.
    ...(list(series.data).length > MOST_ELEMENTS ? { progressive: 0, large: true } : {}),
    ...series,
    label: series.label && { ...label, color: ink('text'), opacity: 1, textBorderColor: ink('page'), textBorderWidth: 2, formatter: (point) => Number(point.value[2].toPrecision(3)), ...series.label },
    endLabel: series.endLabel && { ...label, ...series.endLabel },
    labelLayout: series.endLabel && { moveOverlap: 'shiftY' },
  });

  const parallelAxis = (axis) => ({
    nameTextStyle: { ...label, color: ink('text') },
    nameLocation: 'start',
    nameGap: 14,
    axisLine: { lineStyle: { color: ink('quiet') } },
    axisTick: { show: false },
    axisLabel: { ...label, fontSize: 11, color: ink('text'), textBorderColor: ink('page'), textBorderWidth: 3 },
    ...axis,
  });

  function option(data, width) {
    const { names, ...rest } = data;
    const ends = list(data.series).some((series) => series.endLabel);
    const named = list(data.yAxis).some((axis) => axis.name);
    return {
      animation: false,
      tooltip: tooltip(data),
      grid: { left: named ? 40 : 8, right: ends ? 64 : 20, top: 14, bottom: 28, containLabel: true },
      ...rest,
      ...(data.parallel ? { parallel: { left: 40, right: 40, top: 16, bottom: 34 } } : {}),
      parallelAxis: data.parallelAxis && list(data.parallelAxis).map(parallelAxis),
      xAxis: data.xAxis && list(data.xAxis).map((axis) => themedAxis(axis, width, false)),
      yAxis: data.yAxis && list(data.yAxis).map((axis) => themedAxis(axis, width, true)),
      series: list(data.series).map(themedSeries),
    };
  }

  // What is painted knows no style sheet: colours are looked up, and once more when they change.
  function painted(value) {
    if (typeof value === 'string') {
      const name = /^var\((--[\w-]+)\)$/.exec(value);
      return name ? getComputedStyle(document.documentElement).getPropertyValue(name[1]).trim() : value;
    }
    if (Array.isArray(value)) {
      return typeof value[0] === 'number' || Array.isArray(value[0]) ? value : value.map(painted);
    }
    return value && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, key === 'extraCssText' ? part : painted(part)]))
      : value;
  }

  // A chart that is drawn only for the print hears of it too late, and what is painted for it needs the colours of paper.
  let onPaper = false;
  const print = (begins) => () => {
    onPaper = begins;
    document.documentElement.toggleAttribute('data-paper', begins);
  };
  addEventListener('beforeprint', print(true));
  addEventListener('afterprint', print(false));

  function draw(box) {
    const data = JSON.parse(box.parentElement.querySelector('script').textContent);
    const points = list(data.series).reduce((sum, series) => sum + list(series.data).length, 0);
    const paint = points > MOST_ELEMENTS;
    const chart = echarts.init(box, null, { renderer: paint ? 'canvas' : 'svg', width: box.clientWidth || PAPER_WIDTH });
    const fit = (width) => {
      const drawn = option(data, width);
      chart.setOption(paint ? painted(drawn) : drawn);
      chart.resize({ width });
      // At once: a print does not wait for the next frame.
      chart.getZr().flush();
      // With a view box, paper narrower than expected shrinks the chart instead of cutting it.
      box.querySelector('svg')?.setAttribute('viewBox', `0 0 ${width} ${box.clientHeight}`);
    };
    const width = () => (box.closest('.pair') ? PAPER_WIDTH / 2 - 12 : PAPER_WIDTH);
    let printing = onPaper;
    fit(printing ? width() : box.clientWidth || PAPER_WIDTH);
    new ResizeObserver(() => printing || (box.clientWidth > 0 && fit(box.clientWidth))).observe(box);
    if (paint) {
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => fit(box.clientWidth));
    }
    addEventListener('beforeprint', () => {
      printing = true;
      fit(width());
    });
    addEventListener('afterprint', () => {
      printing = false;
      fit(box.clientWidth || PAPER_WIDTH);
    });
  }

  // Charts are drawn when they come near: a page of twenty layers opens at once.
  function drawWhenSeen(boxes) {
    const waiting = new Set(boxes);
    const drawOnce = (box) => waiting.delete(box) && draw(box);
    const seen = new IntersectionObserver(
      (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
        seen.unobserve(entry.target);
        drawOnce(entry.target);
      }),
      { rootMargin: '1200px' },
    );
    boxes.forEach((box) => seen.observe(box));
    addEventListener('beforeprint', () => [...waiting].forEach(drawOnce));
  }

  async function unpacked(code) {
    if (code.dataset.gzip) {
      const bytes = Uint8Array.from(atob(code.dataset.gzip), (letter) => letter.charCodeAt(0));
      const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
      code.textContent = await new Response(plain).text();
    }
  }

  function copyButton(code) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = 'Copied';
      } catch {
        // Where the browser gives a page no clipboard, the text is selected for the reader to copy.
        getSelection().selectAllChildren(code);
        button.textContent = 'Selected';
      }
      setTimeout(() => (button.textContent = 'Copy'), 2000);
    });
    return button;
  }

  for (const code of document.querySelectorAll('details pre code')) {
    code.parentElement.before(copyButton(code));
  }

  // Long sources are unpacked and coloured when first seen, so that the page opens at once.
  for (const details of document.querySelectorAll('details')) {
    const codes = [...details.querySelectorAll('pre code')];
    const group = details.querySelector('.trio');
    const show = () => Promise.all(codes.map(unpacked)).then(() => (group ? linked(group) : codes.forEach((code) => Prism.highlightElement(code))));
    if (codes.length) {
      details.addEventListener('toggle', show, { once: true });
    }
  }

  // Texts side by side whose lines begin with numbers of one source: what has a number in common is marked.
  function linked(group) {
    const texts = [...group.querySelectorAll('pre')].map((box) => ({ box, lines: inLines(box.querySelector('code')) }));
    const all = texts.flatMap((text) => text.lines);
    let current = null;
    const meets = (one, other) => one.from <= other.to && other.from <= one.to;
    function mark(line) {
      current = line;
      all.forEach((other) => other.node.classList.toggle('same', other === line || meets(line, other)));
    }
    // The texts beside it scroll to what belongs to it, each in its own box.
    function show(line, own) {
      mark(line);
      texts.forEach(({ box, lines }) => {
        const node = (box === own ? line : lines.find((other) => meets(line, other)))?.node;
        const away = node ? node.offsetTop - box.scrollTop : 0;
        if (node && (away < 0 || away > box.clientHeight - 2 * node.offsetHeight)) {
          box.scrollTop = node.offsetTop - box.clientHeight / 3;
        }
      });
    }
    texts.forEach(({ box, lines }) => {
      const under = (event) => lines.find((line) => line.node === event.target.closest('.line'));
      box.addEventListener('mousemove', (event) => under(event) && mark(under(event)));
      box.addEventListener('click', (event) => under(event) && show(under(event), box));
      box.addEventListener('keydown', (event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) {
          event.preventDefault();
          const at = lines.indexOf(current);
          const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), lines.length - 1);
          show(lines[next], box);
        }
      });
    });
  }

  function inLines(code) {
    const java = code.classList.contains('language-java');
    const lines = code.textContent.split('\n').map((text) => {
      const node = document.createElement('span');
      node.className = 'line';
      node.textContent = text;
      if (java) {
        node.innerHTML = Prism.highlight(text, Prism.languages.java, 'java');
      }
      // Kept, for whoever copies the text.
      node.append('\n');
      const [, from, to] = /^ *(\d+)(?:-(\d+))? {2}/.exec(text) ?? [];
      return { node, from: Number(from), to: Number(to ?? from) };
    });
    code.replaceChildren(...lines.map((line) => line.node));
    return lines;
  }

  // A cell sorts by what it says it is worth, or by its text, numbers by size.
  function sortable(table) {
    const body = table.tBodies[0];
    const worth = (row, column) => {
      const cell = row.cells[column];
      return cell.dataset.value ?? cell.textContent.trim();
    };
    const compare = (a, b) => {
      const numbers = [a, b].every((text) => /^-?\d+(\.\d+)?(e-?\d+)?[%×]?$/i.test(text));
      return numbers ? parseFloat(a) - parseFloat(b) : a.localeCompare(b, 'en', { numeric: true });
    };
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        [...table.tHead.rows[0].cells].forEach((other) => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const rows = [...body.rows].sort((a, b) => compare(worth(a, column), worth(b, column)));
        body.append(...(down ? rows.reverse() : rows));
      });
    });
  }

  function filter(input) {
    const rows = [...document.getElementById(input.dataset.table).tBodies[0].rows];
    const count = input.parentElement.querySelector('output');
    input.parentElement.hidden = false;
    input.addEventListener('input', () => {
      const wanted = input.value.trim().toLowerCase();
      rows.forEach((row) => (row.hidden = !row.textContent.toLowerCase().includes(wanted)));
      count.textContent = wanted ? `${rows.filter((row) => !row.hidden).length} of ${rows.length}` : '';
    });
  }

  document.querySelectorAll('table.sortable').forEach(sortable);
  document.querySelectorAll('input[data-table]').forEach(filter);

  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open], .source)')];
    opened.forEach((details) => (details.open = true));
  });
  addEventListener('afterprint', () => opened.forEach((details) => (details.open = false)));

  drawWhenSeen([...document.querySelectorAll('.chart')]);
})();
