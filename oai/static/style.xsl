<?xml version="1.0" encoding="UTF-8"?>
<!-- Shows an OAI-PMH response as a page, in Vietnamese and English, with links to go on. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:oai="http://www.openarchives.org/OAI/2.0/"
    xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
    xmlns:marc="http://www.loc.gov/MARC21/slim"
    exclude-result-prefixes="oai oai_dc marc">
  <xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat"/>

  <xsl:variable name="base" select="string(/oai:OAI-PMH/oai:request)"/>
  <xsl:variable name="prefix">
    <xsl:choose>
      <xsl:when test="/oai:OAI-PMH/oai:request/@metadataPrefix">
        <xsl:value-of select="/oai:OAI-PMH/oai:request/@metadataPrefix"/>
      </xsl:when>
      <xsl:otherwise>oai_dc</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/oai:OAI-PMH">
    <html lang="vi">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>OAI-PMH · <xsl:value-of select="$base"/></title>
        <style>
          :root { color-scheme: light dark; }
          body { font: 1rem/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 1rem; }
          nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; }
          article { border: 1px solid #8886; border-radius: .4rem; padding: .6rem 1rem; margin: .8rem 0; }
          article h2 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
          dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .15rem 1rem; }
          dt { color: #666; } @media (prefers-color-scheme: dark) { dt { color: #aaa; } }
          dd { margin: 0; overflow-wrap: anywhere; }
          .deleted { text-decoration: line-through; }
          .error { border-color: #c00; }
          .next { display: inline-block; padding: .5rem 1rem; border: 1px solid; border-radius: .4rem; }
          [lang=en] { opacity: .85; }
          pre { white-space: pre-wrap; overflow-wrap: anywhere; }
        </style>
      </head>
      <body>
        <h1>Cổng thu hoạch OAI-PMH · <span lang="en">OAI-PMH door</span></h1>
        <p>
          Trang này dành cho máy thu hoạch biểu ghi; trình duyệt hiển thị nó để người đọc xem được.
          <span lang="en">This address is for harvesters of records; a browser shows it as a page.</span>
        </p>
        <nav aria-label="OAI-PMH">
          <ul>
            <xsl:call-template name="verb">
              <xsl:with-param name="query">Identify</xsl:with-param>
              <xsl:with-param name="label">Kho này · Identify</xsl:with-param>
            </xsl:call-template>
            <xsl:call-template name="verb">
              <xsl:with-param name="query">ListMetadataFormats</xsl:with-param>
              <xsl:with-param name="label">Định dạng · Formats</xsl:with-param>
            </xsl:call-template>
            <xsl:call-template name="verb">
              <xsl:with-param name="query">ListSets</xsl:with-param>
              <xsl:with-param name="label">Bộ sưu tập · Sets</xsl:with-param>
            </xsl:call-template>
            <xsl:call-template name="verb">
              <xsl:with-param name="query">ListRecords&amp;metadataPrefix=oai_dc</xsl:with-param>
              <xsl:with-param name="label">Biểu ghi · Records</xsl:with-param>
            </xsl:call-template>
            <xsl:call-template name="verb">
              <xsl:with-param name="query">ListIdentifiers&amp;metadataPrefix=oai_dc</xsl:with-param>
              <xsl:with-param name="label">Định danh · Identifiers</xsl:with-param>
            </xsl:call-template>
          </ul>
        </nav>
        <main>
          <xsl:apply-templates select="*[not(self::oai:responseDate or self::oai:request)]"/>
        </main>
        <footer>
          <p>Trả lời lúc · <span lang="en">Answered</span>: <time><xsl:value-of select="oai:responseDate"/></time></p>
        </footer>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="verb">
    <xsl:param name="query"/>
    <xsl:param name="label"/>
    <li><a href="{$base}?verb={$query}"><xsl:value-of select="$label"/></a></li>
  </xsl:template>

  <xsl:template match="oai:error">
    <article class="error">
      <h2>Không trả lời được · <span lang="en">No answer</span>: <xsl:value-of select="@code"/></h2>
      <p lang="en"><xsl:value-of select="."/></p>
    </article>
  </xsl:template>

  <xsl:template match="oai:Identify">
    <article>
      <h2><xsl:value-of select="oai:repositoryName"/></h2>
      <dl>
        <xsl:for-each select="*[not(self::oai:description or self::oai:repositoryName)]">
          <dt><xsl:value-of select="local-name()"/></dt>
          <dd><xsl:value-of select="."/></dd>
        </xsl:for-each>
        <xsl:for-each select="oai:description//*[not(*)]">
          <dt><xsl:value-of select="local-name()"/></dt>
          <dd><xsl:value-of select="."/></dd>
        </xsl:for-each>
      </dl>
    </article>
  </xsl:template>

  <xsl:template match="oai:ListMetadataFormats">
    <xsl:for-each select="oai:metadataFormat">
      <article>
        <h2><xsl:value-of select="oai:metadataPrefix"/></h2>
        <dl>
          <dt>Lược đồ · Schema</dt>
          <dd><a href="{oai:schema}"><xsl:value-of select="oai:schema"/></a></dd>
          <dt>Không gian tên · Namespace</dt>
          <dd><xsl:value-of select="oai:metadataNamespace"/></dd>
        </dl>
        <a href="{$base}?verb=ListRecords&amp;metadataPrefix={oai:metadataPrefix}">Biểu ghi · Records</a>
      </article>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="oai:ListSets">
    <xsl:for-each select="oai:set">
      <article>
        <h2><xsl:value-of select="oai:setName"/></h2>
        <dl>
          <dt>setSpec</dt>
          <dd><xsl:value-of select="oai:setSpec"/></dd>
          <xsl:for-each select="oai:setDescription//*[not(*)]">
            <dt><xsl:value-of select="local-name()"/></dt>
            <dd><xsl:copy-of select="@xml:lang"/><xsl:value-of select="."/></dd>
          </xsl:for-each>
        </dl>
        <a href="{$base}?verb=ListRecords&amp;metadataPrefix=oai_dc&amp;set={oai:setSpec}">Biểu ghi · Records</a>
      </article>
    </xsl:for-each>
    <xsl:apply-templates select="oai:resumptionToken"/>
  </xsl:template>

  <xsl:template match="oai:ListIdentifiers | oai:ListRecords | oai:GetRecord">
    <xsl:for-each select="oai:header | oai:record">
      <article>
        <xsl:apply-templates select="self::oai:header | oai:header"/>
        <xsl:apply-templates select="oai:metadata"/>
      </article>
    </xsl:for-each>
    <xsl:apply-templates select="oai:resumptionToken"/>
  </xsl:template>

  <xsl:template match="oai:header">
    <h2>
      <xsl:if test="@status = 'deleted'"><xsl:attribute name="class">deleted</xsl:attribute></xsl:if>
      <xsl:value-of select="oai:identifier"/>
    </h2>
    <dl>
      <xsl:if test="@status = 'deleted'"><dt>Trạng thái · Status</dt><dd>Đã xóa · deleted</dd></xsl:if>
      <dt>Ngày · Datestamp</dt>
      <dd><time><xsl:value-of select="oai:datestamp"/></time></dd>
      <xsl:for-each select="oai:setSpec">
        <dt>setSpec</dt>
        <dd><a href="{$base}?verb=ListIdentifiers&amp;metadataPrefix={$prefix}&amp;set={.}"><xsl:value-of select="."/></a></dd>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <xsl:template match="oai:metadata[oai_dc:dc]">
    <dl>
      <xsl:for-each select="oai_dc:dc/*">
        <dt>dc:<xsl:value-of select="local-name()"/></dt>
        <dd>
          <xsl:copy-of select="@xml:lang"/>
          <xsl:choose>
            <xsl:when test="starts-with(., 'http://') or starts-with(., 'https://')">
              <a href="{.}"><xsl:value-of select="."/></a>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
          </xsl:choose>
        </dd>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <xsl:template match="oai:metadata[marc:record]">
    <dl>
      <dt>LDR</dt>
      <dd><xsl:value-of select="marc:record/marc:leader"/></dd>
      <xsl:for-each select="marc:record/marc:controlfield | marc:record/marc:datafield">
        <dt><xsl:value-of select="@tag"/><xsl:text> </xsl:text><xsl:value-of select="@ind1"/><xsl:value-of select="@ind2"/></dt>
        <dd>
          <xsl:value-of select="self::marc:controlfield"/>
          <xsl:for-each select="marc:subfield">
            <b>$<xsl:value-of select="@code"/></b><xsl:text> </xsl:text><xsl:value-of select="."/><xsl:text> </xsl:text>
          </xsl:for-each>
        </dd>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <xsl:template match="oai:metadata">
    <dl>
      <xsl:for-each select=".//*[text()[normalize-space()]] | .//@*[local-name() = 'about' or local-name() = 'resource']">
        <dt><xsl:value-of select="name()"/></dt>
        <dd><xsl:copy-of select="@xml:lang"/><xsl:value-of select="."/></dd>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <xsl:template match="oai:resumptionToken">
    <p>
      <xsl:if test="@completeListSize">
        <xsl:value-of select="@cursor + 1"/>–<xsl:choose>
          <xsl:when test="string(.)"><xsl:value-of select="@cursor + count(../*) - 1"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="@completeListSize"/></xsl:otherwise>
        </xsl:choose> / <xsl:value-of select="@completeListSize"/>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:if test="string(.)">
        <a class="next" href="{$base}?verb={local-name(..)}&amp;resumptionToken={.}">Trang sau · Next page</a>
      </xsl:if>
    </p>
  </xsl:template>
</xsl:stylesheet>
